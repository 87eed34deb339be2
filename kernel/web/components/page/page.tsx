// The shell of every page: one h1 below, landmarks, a way past the menu, the mark, the language, the way out.

import type { ComponentChildren } from "preact";
import type { Words } from "../../../words/words.ts";
import { assets } from "../../assets.ts";
import { Icon } from "../icon/icon.tsx";
import { Island } from "../island/island.tsx";
import { Brand } from "../mark/mark.tsx";
import { Notice } from "../messages/messages.tsx";
import { type Crumb, Crumbs } from "../navigation/crumbs.tsx";
import type { NavItem, Site } from "./site.ts";

export type PageProps = {
  t: Words;
  site: Site;
  /** What the tab says, without the installation's name. */
  title: string;
  /** The way here, from the top, without this page itself. */
  crumbs?: Crumb[];
  /** True when the form came back with faults: the tab then begins with "Kesalahan:". */
  problem?: boolean;
  /** "column" (68 characters) for people; "wide" for lists; "desk" for the panes of officials. */
  layout?: "column" | "wide" | "desk";
  /** One sentence for search engines and link previews. */
  description?: string;
  /** Keep search engines away: everything that is about one person. */
  private?: boolean;
  /** Refresh by itself every so many seconds, where a script may. */
  refresh?: number;
  /** Goes on to this path of ours at once, without a script: where a form's answer may not redirect, because it leads to another site. */
  onward?: string;
  /** What the last act brought about, told once above all else: "Permohonan ditarik." */
  flash?: string;
  /** Comes before the column and may use the whole width: the front page's hall. */
  before?: ComponentChildren;
  children: ComponentChildren;
};

/** A whole page. @example <Page t={t} site={site} title={service.name}><h1>{service.name}</h1></Page> */
export function Page(props: PageProps) {
  const { t, site, title, problem, layout = "column" } = props;
  const files = assets();
  const official = site.audience === "official";
  return (
    <html lang={t.locale}>
      <head>
        <meta charset="utf-8" />
        <title>{`${problem ? t("web.error-title", { title }) : title} · pendopo`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="preload" href={files.font} as="font" type="font/woff2" crossorigin="anonymous" />
        <link rel="stylesheet" href={official ? files.officialCss : files.publicCss} />
        <link rel="icon" href={files.favicon} type="image/svg+xml" />
        <link rel="apple-touch-icon" href={files.touchIcon} />
        <link rel="manifest" href={files.manifest} />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbf8f2" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#161412" />
        {props.description && <meta name="description" content={props.description} />}
        {props.private && <meta name="robots" content="noindex" />}
        {props.onward && <meta http-equiv="refresh" content={`0; url=${props.onward}`} />}
      </head>
      <body class={official ? "official" : undefined}>
        <a class="skip" href="#isi">
          {t("web.skip")}
        </a>
        <Head t={t} site={site} />
        {props.crumbs && props.crumbs.length > 0 && (
          <div class="page-crumbs">
            <Crumbs t={t} crumbs={props.crumbs} />
          </div>
        )}
        <main id="isi" class={`page-main ${layout}`} tabIndex={-1}>
          {props.before}
          <div class="page-column">
            {props.flash && (
              <Notice t={t} kind="success">
                <p>{props.flash}</p>
              </Notice>
            )}
            {props.children}
          </div>
        </main>
        <Foot t={t} site={site} />
        {props.refresh && <Island name="refresh" data={{ seconds: props.refresh }} />}
      </body>
    </html>
  );
}

const Head = ({ t, site }: { t: Words; site: Site }) => (
  <header class="page-head">
    {site.demo && (
      <p class="demo">
        <strong class="demo-tag">{t("web.demo")}</strong> {t("web.demo-text")}
      </p>
    )}
    {site.behalf && (
      <form class="behalf" method="post" action="/kuasa/berhenti">
        <CsrfField site={site} />
        <p>{t(site.behalfEnded ? "web.behalf-ended" : "web.behalf", { name: site.behalf })}</p>
        <button class="tool" type="submit">
          {t(site.behalfEnded ? "web.behalf-ended.stop" : "web.behalf.stop")}
        </button>
      </form>
    )}
    <div class="page-bar">
      <a class="brand" href="/" aria-label={t("web.brand-home")}>
        <Brand />
      </a>
      {site.agency && (
        <span class="agency">
          {site.agency.crest && <img src={site.agency.crest} alt="" width="28" height="32" />}
          <span>{site.agency.name}</span>
        </span>
      )}
      <div class="page-tools">
        <OtherLanguage t={t} path={site.path} />
        <Account t={t} site={site} />
      </div>
    </div>
    {site.nav.length > 0 && (
      <nav class="page-nav" aria-label={t("web.nav")}>
        <ul>
          {site.nav.map((item) => (
            <li key={item.href}>
              <a href={item.href} aria-current={standsAt(item, site) ? "page" : undefined}>
                {item.label}
                {item.count ? <span class="count">{item.count}</span> : null}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    )}
  </header>
);

/** The menu's entry whose path is the longest beginning of where the reader is. */
const standsAt = (item: NavItem, site: Site): boolean => {
  const path = site.path.split("?")[0] ?? "";
  const begins = (href: string) => path === href || (href !== "/" && path.startsWith(`${href}/`));
  return begins(item.href) && !site.nav.some((other) => other.href.length > item.href.length && begins(other.href));
};

const OtherLanguage = ({ t, path }: { t: Words; path: string }) => {
  const [code, name] = t.locale === "id" ? ["en", "English"] : ["id", "Indonesia"];
  return (
    <a
      class="tool"
      href={`/bahasa/${code}?kembali=${encodeURIComponent(path)}`}
      hreflang={code}
      lang={code}
      rel="nofollow"
    >
      {name}
    </a>
  );
};

const Account = ({ t, site }: { t: Words; site: Site }) =>
  site.who ? (
    <>
      <a class="tool who" href={site.who.href ?? "/akun"}>
        <Icon name="user" />
        <span class="who-name">
          <span>{site.who.name}</span>
          {site.who.position && <small>{site.who.position}</small>}
        </span>
      </a>
      <form method="post" action="/keluar">
        <CsrfField site={site} />
        <button class="tool" type="submit">
          <Icon name="log-out" />
          <span class="tool-word">{t("web.sign-out")}</span>
        </button>
      </form>
    </>
  ) : (
    <a class="tool" href={`/masuk?kembali=${encodeURIComponent(site.path)}`} rel="nofollow">
      <Icon name="user" />
      {t("web.sign-in")}
    </a>
  );

const Foot = ({ t, site }: { t: Words; site: Site }) => (
  <footer class="page-foot">
    <div class="page-foot-in">
      <p class="page-foot-brand">
        <Brand />
      </p>
      <p>{t("web.foot.line")}</p>
      {site.foot && site.foot.length > 0 && (
        <nav aria-label={t("web.foot.nav")}>
          <ul class="plain row">
            {site.foot.map((item) => (
              <li key={item.href}>
                <a href={item.href}>{item.label}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  </footer>
);

/** The hidden field that shows a form came from our own page. */
export const CsrfField = ({ site }: { site: Site }) =>
  site.csrf ? <input type="hidden" name={site.csrf.name} value={site.csrf.value} /> : null;
