// The drawing that a process came with, as its designer laid it out: shapes, ways and words, with what is done and what is under way.

import type { Drawing } from "../../../process/index.ts";

type Props = {
  drawing: Drawing;
  /** What the picture shows, for people who listen; its text stands beside it as a list. */
  label: string;
  /** The reader's words for an element; the drawing's own when it gives none. */
  name?: (element: string) => string | undefined;
};

/** @example <ProcessDrawing drawing={diagram(process, state)} label="Diagram proses" /> */
export function ProcessDrawing({ drawing, label, name }: Props) {
  const { frame, shapes, edges, marks } = drawing;
  const margin = 12;
  const say = (element: string, own: string | undefined) => name?.(element) ?? own ?? "";
  const box = [frame.x - margin, frame.y - margin, frame.width + 2 * margin, frame.height + 2 * margin];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse moves the picture with the arrow keys
    <section class="pd" tabIndex={0} aria-label={label}>
      <svg viewBox={box.map(Math.round).join(" ")} width={Math.round(box[2] ?? 0)} role="img" aria-label={label}>
        <defs>
          <marker id="pd-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
            <path class="pd-tip" d="M0 0L8 4L0 8z" />
          </marker>
        </defs>
        {shapes.filter(isGround).map((shape) => (
          <g key={shape.element}>
            <rect class="pd-lane" x={shape.x} y={shape.y} width={shape.width} height={shape.height} />
            <text
              class="pd-words"
              text-anchor="middle"
              transform={`translate(${shape.x + 18} ${shape.y + shape.height / 2}) rotate(-90)`}
            >
              {clip(say(shape.element, shape.name), shape.height / 6.4)}
            </text>
          </g>
        ))}
        {edges.map((edge) => (
          <g key={edge.element}>
            <path
              class="pd-way"
              d={`M${edge.points.map((point) => `${point.x} ${point.y}`).join("L")}`}
              marker-end="url(#pd-tip)"
            />
            {edge.name && <Words at={middle(edge)} text={say(edge.element, edge.name)} chars={18} />}
          </g>
        ))}
        {shapes
          .filter((shape) => !isGround(shape))
          .map((shape) => (
            <Shape
              key={shape.element}
              shape={shape}
              words={say(shape.element, shape.name)}
              mark={marks[shape.element] ?? "ahead"}
            />
          ))}
      </svg>
    </section>
  );
}

type One = Drawing["shapes"][number];
const isGround = (shape: One): boolean => shape.type === "participant" || shape.type === "lane";

function Shape({ shape, words, mark }: { shape: One; words: string; mark: string }) {
  const { x, y, width, height, type } = shape;
  const middleAt = { x: x + width / 2, y: y + height / 2 };
  const below = { x: middleAt.x, y: y + height + 14 };
  const look = `pd-shape ${mark}`;
  if (/Event$/.test(type))
    return (
      <>
        <circle class={`${look} ${type}`} cx={middleAt.x} cy={middleAt.y} r={width / 2} />
        <Words at={below} text={words} chars={16} />
      </>
    );
  if (/Gateway$/.test(type)) {
    const sign = { exclusiveGateway: "×", parallelGateway: "+", inclusiveGateway: "○" }[type] ?? "";
    return (
      <>
        <path
          class={look}
          d={`M${middleAt.x} ${y}L${x + width} ${middleAt.y}L${middleAt.x} ${y + height}L${x} ${middleAt.y}z`}
        />
        <text class={`pd-sign ${mark}`} x={middleAt.x} y={middleAt.y + 7} text-anchor="middle">
          {sign}
        </text>
        <Words at={below} text={words} chars={16} />
      </>
    );
  }
  const lines = wrap(words, Math.max(8, Math.floor(width / 6.6)));
  return (
    <>
      <rect class={look} x={x} y={y} width={width} height={height} rx="8" />
      <Words at={{ x: middleAt.x, y: middleAt.y - (lines.length - 1) * 7 + 4 }} lines={lines} mark={mark} />
    </>
  );
}

const Words = (props: {
  at: { x: number; y: number };
  text?: string;
  lines?: string[];
  chars?: number;
  mark?: string;
}) => (
  <text class={`pd-words ${props.mark ?? ""}`} text-anchor="middle">
    {(props.lines ?? wrap(props.text ?? "", props.chars ?? 16)).map((line, i) => (
      <tspan key={i} x={Math.round(props.at.x)} y={Math.round(props.at.y + i * 14)}>
        {line}
      </tspan>
    ))}
  </text>
);

const clip = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Words in lines of so many letters; four lines at most, because a box holds no more. */
function wrap(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(clip(word, most + 4));
  }
  return lines.length > 4 ? [...lines.slice(0, 3), clip(lines.slice(3).join(" "), most)] : lines;
}

/** Where a way's words stand: above the middle of its longest piece. */
function middle(edge: Drawing["edges"][number]): { x: number; y: number } {
  if (edge.label) return { x: edge.label.x + edge.label.width / 2, y: edge.label.y + 10 };
  let best = { length: -1, x: 0, y: 0 };
  for (const [i, to] of edge.points.entries()) {
    const from = edge.points[i - 1];
    if (!from) continue;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length > best.length) best = { length, x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - 5 };
  }
  return best;
}
