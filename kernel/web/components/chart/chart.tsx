// Small charts drawn on the server, each with its figures as a table behind it: the picture is for a glance, the table is the truth.

import { scaleBand, scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import type { Words } from "../../../words/words.ts";
import { Details } from "../messages/messages.tsx";
import { type Column, Table } from "../table/table.tsx";

export type BarChartProps = {
  t: Words;
  title: string;
  /** What the bars measure: "hari kerja". */
  unit: string;
  /** `mark` is what was promised: a line across the bar. `over` says the bar is worse than its mark. */
  bars: Array<{ label: string; value: number; mark?: number; href?: string }>;
  /** Names of the two measures, for the key and the table: ["Nyata", "Janji"]. */
  measures: [value: string, mark?: string];
};

/** Promised against actual: one bar a row, the promise a line across it; what is over its promise is hatched, not only coloured. */
export function BarChart({ t, title, unit, bars, measures }: BarChartProps) {
  const most = Math.max(1, ...bars.flatMap((bar) => [bar.value, bar.mark ?? 0]));
  const x = scaleLinear([0, most * 1.12], [0, 100]);
  const show = (value: number) => value.toLocaleString(t.locale === "id" ? "id-ID" : "en-GB");
  return (
    <figure class="chart">
      <figcaption class="chart-title">
        {title} <span class="muted small">({unit})</span>
      </figcaption>
      <div class="chart-key small" aria-hidden="true">
        <span class="key-bar">{measures[0]}</span>
        {measures[1] && <span class="key-mark">{measures[1]}</span>}
      </div>
      <ul class="bars">
        {bars.map((bar) => {
          const over = bar.mark !== undefined && bar.value > bar.mark;
          return (
            <li key={bar.label} class={over ? "over" : undefined}>
              <span class="bar-label">{bar.href ? <a href={bar.href}>{bar.label}</a> : bar.label}</span>
              <svg class="bar" width="100%" height="22" aria-hidden="true">
                <rect class="bar-value" x="0" y="3" height="16" rx="2" width={`${x(bar.value).toFixed(1)}%`} />
                {over && (
                  <rect
                    class="bar-over"
                    y="3"
                    height="16"
                    x={`${x(bar.mark ?? 0).toFixed(1)}%`}
                    width={`${(x(bar.value) - x(bar.mark ?? 0)).toFixed(1)}%`}
                  />
                )}
                {bar.mark !== undefined && (
                  <line
                    class="bar-mark"
                    y1="0"
                    y2="22"
                    x1={`${x(bar.mark).toFixed(1)}%`}
                    x2={`${x(bar.mark).toFixed(1)}%`}
                  />
                )}
              </svg>
              <span class="bar-number num">
                <span class="sr-only">{measures[0]} </span>
                {show(bar.value)}
                {bar.mark !== undefined && (
                  <span class="muted">
                    {" / "}
                    <span class="sr-only">{measures[1]} </span>
                    {show(bar.mark)}
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      <Details summary={t("web.table-behind")}>
        <Table
          t={t}
          caption={title}
          captionHidden
          dense
          columns={
            [
              { key: "label", head: t("web.chart.of"), main: true },
              { key: "value", head: `${measures[0]} (${unit})`, num: true },
              { key: "mark", head: `${measures[1] ?? ""} (${unit})`, num: true },
            ].filter((column) => column.key !== "mark" || measures[1]) as Column<"label" | "value" | "mark">[]
          }
          rows={bars.map((bar) => ({
            key: bar.label,
            cells: { label: bar.label, value: show(bar.value), mark: bar.mark === undefined ? "" : show(bar.mark) },
          }))}
        />
      </Details>
    </figure>
  );
}

/** A course over time, with an optional level that was promised. */
export function LineChart({
  t,
  title,
  unit,
  points,
  level,
  measures,
}: {
  t: Words;
  title: string;
  unit: string;
  points: Array<{ label: string; value: number }>;
  level?: number;
  measures: [string, string?];
}) {
  const [w, h, left, bottom] = [640, 220, 44, 34];
  const most = Math.max(1, level ?? 0, ...points.map((point) => point.value));
  const y = scaleLinear([0, most], [h - bottom, 14]).nice(4);
  const x = scaleBand(
    points.map((point) => point.label),
    [left, w - 8],
  );
  const at = (label: string) => (x(label) ?? 0) + x.bandwidth() / 2;
  const d =
    line<{ label: string; value: number }>(
      (point) => at(point.label),
      (point) => y(point.value),
    ).digits(1)(points) ?? "";
  const every = Math.ceil(points.length / 8);
  const show = (value: number) => value.toLocaleString(t.locale === "id" ? "id-ID" : "en-GB");
  return (
    <figure class="chart">
      <figcaption class="chart-title">
        {title} <span class="muted small">({unit})</span>
      </figcaption>
      <svg class="course" viewBox={`0 0 ${w} ${h}`} width={w} height={h} aria-hidden="true">
        {y.ticks(4).map((tick) => (
          <g key={tick}>
            <line class="grid" x1={left} x2={w - 8} y1={y(tick)} y2={y(tick)} />
            <text class="tick" x={left - 8} y={y(tick) + 4} text-anchor="end">
              {show(tick)}
            </text>
          </g>
        ))}
        {points.map((point, i) =>
          i % every === 0 ? (
            <text key={point.label} class="tick" x={at(point.label)} y={h - 10} text-anchor="middle">
              {point.label}
            </text>
          ) : null,
        )}
        {level !== undefined && (
          <>
            <line class="level" x1={left} x2={w - 8} y1={y(level)} y2={y(level)} />
            <text class="level-name" x={w - 10} y={y(level) - 6} text-anchor="end">
              {measures[1]} {show(level)}
            </text>
          </>
        )}
        <path class="line" d={d} />
        {points.map((point) => (
          <circle key={point.label} class="point" cx={at(point.label)} cy={y(point.value)} r="4" />
        ))}
      </svg>
      <Details summary={t("web.table-behind")}>
        <Table
          t={t}
          caption={title}
          captionHidden
          dense
          columns={[
            { key: "label", head: t("web.chart.when"), main: true },
            { key: "value", head: `${measures[0]} (${unit})`, num: true },
          ]}
          rows={points.map((point) => ({ key: point.label, cells: { label: point.label, value: show(point.value) } }))}
        />
      </Details>
    </figure>
  );
}

/** A course as small as a word; the sentence it draws is given in `says`. */
export function Sparkline({ values, says }: { values: number[]; says: string }) {
  const [w, h] = [96, 24];
  const y = scaleLinear([Math.min(...values), Math.max(...values, Math.min(...values) + 1)], [h - 4, 4]);
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [3, w - 5]);
  const d =
    line<number>(
      (_, i) => x(i),
      (value) => y(value),
    ).digits(1)(values) ?? "";
  const last = values.at(-1) ?? 0;
  return (
    <svg class="spark" width={w} height={h} viewBox={`0 0 ${w} ${h}`} role="img" aria-label={says}>
      <path class="line" d={d} />
      <circle class="point" cx={x(values.length - 1)} cy={y(last)} r="3" />
    </svg>
  );
}
