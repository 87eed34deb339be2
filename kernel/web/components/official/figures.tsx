/** One number a head of office asks for; it leads to the rows behind it. */
export type Figure = { number: string; label: string; note?: string; href?: string; kind?: "need" | "well" };

export const Figures = ({ figures }: { figures: Figure[] }) => (
  <ul class="figures">
    {figures.map((figure) => (
      <li key={figure.label} class={figure.kind}>
        <span class="figure-number">{figure.number}</span>
        {figure.href ? (
          <a class="figure-label" href={figure.href}>
            {figure.label}
          </a>
        ) : (
          <span class="figure-label">{figure.label}</span>
        )}
        {figure.note && <p class="figure-note">{figure.note}</p>}
      </li>
    ))}
  </ul>
);
