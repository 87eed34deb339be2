/** Views of one thing, each with its own address; plain links, so that back, share and no-script all work. */
export type Tab = { href: string; label: string; current?: boolean; count?: number };

export const Tabs = ({ label, tabs }: { label: string; tabs: Tab[] }) => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {tabs.map((tab) => (
        <li key={tab.href}>
          <a href={tab.href} aria-current={tab.current ? "page" : undefined}>
            {tab.label}
            {tab.count !== undefined && <span class="tab-count num">{tab.count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
