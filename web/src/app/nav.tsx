import { Link } from "@tanstack/react-router";
import { tr } from "@/format/words";
import { AccountMenu } from "./account-menu";
import { Appearance } from "./appearance";
import { PAGES } from "./pages";
import { Sign } from "./sign";

/** `compact` leaves the sign alone where there is no room for the word, which stays to be heard. */
export function Brand({ compact = false }: { compact?: boolean }) {
  return (
    <Link to="/" className="inline-flex items-center gap-2 rounded-sm text-body font-semibold">
      <Sign />
      <span className={compact ? "max-lg:sr-only" : undefined}>Munim</span>
    </Link>
  );
}

/** Down the left side, from 1024 px; between phone and desk a narrow strip of icons. */
export function SideNav() {
  return (
    <aside className="sticky top-0 hidden h-dvh w-18 shrink-0 flex-col border-r border-line md:flex lg:w-(--nav-width)">
      <div className="flex h-(--bar-height) items-center px-4 max-lg:justify-center">
        <Brand compact />
      </div>
      <nav aria-label={tr("Pages")} className="flex flex-col gap-1 px-2">
        {PAGES.map(({ to, text, Icon }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ includeSearch: false, exact: to === "/" }}
            className="control motion flex items-center gap-3 rounded-md px-3 text-body text-ink-2 hover:bg-wash hover:text-ink max-lg:flex-col max-lg:justify-center max-lg:gap-0 max-lg:px-0 max-lg:py-2 max-lg:text-small"
            activeProps={{ className: "bg-wash text-ink! font-medium" }}
          >
            <Icon size={20} aria-hidden="true" />
            {text()}
          </Link>
        ))}
      </nav>
      <div className="mt-auto flex flex-col p-2">
        <AccountMenu opensUp compact />
        <Appearance opensUp compact />
      </div>
    </aside>
  );
}
