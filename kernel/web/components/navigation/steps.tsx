import type { Words } from "../../../words/words.ts";

export type Step = { label: string; href?: string; state: "done" | "now" | "ahead" };

/** Where the person is in a long form: words first ("Langkah 2 dari 5"), then a short track of the same. */
export const Steps = ({ t, steps }: { t: Words; steps: Step[] }) => {
  const now = steps.findIndex((step) => step.state === "now");
  return (
    <nav class="steps" aria-label={t("web.steps")}>
      <p class="steps-now">{t("web.step", { n: now + 1, of: steps.length })}</p>
      <ol>
        {steps.map((step) => (
          <li key={step.label} class={step.state} aria-current={step.state === "now" ? "step" : undefined}>
            {step.href && step.state === "done" ? <a href={step.href}>{step.label}</a> : <span>{step.label}</span>}
            {step.state === "done" && <span class="sr-only"> ({t("web.step.done")})</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
};
