import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../icon/icon.tsx";

export type CardProps = {
  title: string;
  href?: string;
  icon?: IconName;
  /** A few facts under the text: "3 hari kerja", "Gratis". */
  facts?: string[];
  children?: ComponentChildren;
  level?: 2 | 3;
};

/** One thing to go to; the whole card can be pressed, the link is its title. */
export function Card({ title, href, icon, facts, children, level = 3 }: CardProps) {
  const Title = level === 2 ? "h2" : "h3";
  return (
    <article class="card">
      {icon && <Icon name={icon} class="card-icon" />}
      <Title class="card-title">{href ? <a href={href}>{title}</a> : title}</Title>
      {children && <div class="card-text">{children}</div>}
      {facts && facts.length > 0 && (
        <ul class="facts">
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
    </article>
  );
}

/** Nothing here yet: what will be here, and how to begin. */
export const EmptyState = ({
  title,
  drawing,
  children,
}: {
  title: string;
  drawing?: ComponentChildren;
  children?: ComponentChildren;
}) => (
  <div class="empty">
    {drawing}
    <p class="empty-title">{title}</p>
    {children}
  </div>
);

/** The initials of a person, beside their name, never instead of it. */
export const Avatar = ({ name }: { name: string }) => (
  <span class="avatar" aria-hidden="true">
    {initials(name)}
  </span>
);

/** First and last initial; academic titles before and after the name do not count. A single name gives one letter. */
export const initials = (name: string): string => {
  const words = (name.split(",")[0] ?? "").split(/\s+/).filter((word) => word && !/^[A-Za-z]+\.$/.test(word));
  const first = words[0] ?? name;
  const last = words.length > 1 ? words.at(-1)! : "";
  return (Array.from(first)[0] ?? "").concat(Array.from(last)[0] ?? "").toUpperCase();
};
