// Buttons carry their verb: "Kirim permohonan". One primary a page; the rest is secondary or quiet.

import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../icon/icon.tsx";

export type ButtonProps = {
  children: ComponentChildren;
  /** "primary" once a page; "secondary" for the other way; "quiet" beside a text; "warning" for what cannot be undone. */
  kind?: "primary" | "secondary" | "quiet" | "warning";
  /** With `href` it looks like a button and is a link: it only leads somewhere. */
  href?: string;
  name?: string;
  value?: string;
  type?: "submit" | "button";
  icon?: IconName;
  /** Sends the form elsewhere: a second button of one form. */
  formAction?: string;
  form?: string;
  disabled?: boolean;
  /** What it says to those who cannot see what it stands beside: "Hapus foto-dapur.jpg". */
  label?: string;
  download?: boolean;
  small?: boolean;
};

/** @example <Button>Kirim permohonan</Button> @example <Button kind="secondary" href="/layanan">Kembali</Button> */
export function Button({ children, kind = "primary", icon, href, label, small, download, ...rest }: ButtonProps) {
  const variant = kind === "secondary" ? "secondary" : kind === "quiet" ? "tertiary" : undefined;
  const look = {
    class: `ds-button${kind === "warning" ? " warning" : ""}${small ? " small" : ""}`,
    "data-variant": variant,
    "aria-label": label,
  };
  const inside = (
    <>
      {icon && <Icon name={icon} />}
      {children}
    </>
  );
  if (href)
    return (
      <a {...look} href={href} download={download}>
        {inside}
      </a>
    );
  const { type = "submit", formAction, ...attributes } = rest;
  return (
    <button {...look} type={type} formaction={formAction} {...attributes}>
      {inside}
    </button>
  );
}

/** Buttons side by side; under each other on a phone. */
export const ButtonGroup = ({ children }: { children: ComponentChildren }) => (
  <div class="button-group">{children}</div>
);
