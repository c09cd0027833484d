import { Link, useNavigate, useRouterState } from "@tanstack/react-router";
import { Ellipsis } from "lucide-react";
import { tr } from "@/format/words";
import { cx } from "@/ui/cx";
import { Menu } from "@/ui/menu";
import { PAGES } from "./pages";

const TAB =
  "flex h-(--tabs-height) w-full flex-col items-center justify-center text-small text-ink-2 focus-visible:outline-offset-[-2px]";
const TABS = PAGES.filter((p) => !p.more);
const REST = PAGES.filter((p) => p.more);

/** Along the foot of a phone; what does not fit is under "More". */
export function BottomTabs() {
  return (
    <nav
      data-tabs
      aria-label={tr("Pages")}
      className="fixed inset-x-0 bottom-0 z-20 grid auto-cols-fr grid-flow-col border-t border-line bg-sheet pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {TABS.map(({ to, text, Icon }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ includeSearch: false, exact: to === "/" }}
          className={TAB}
          activeProps={{ className: "text-accent! font-medium" }}
        >
          <Icon size={20} aria-hidden="true" />
          {text()}
        </Link>
      ))}
      {REST.length > 0 && <More />}
    </nav>
  );
}

function More() {
  const navigate = useNavigate();
  const path = useRouterState({ select: (s) => s.location.pathname });
  const isHere = REST.some(({ to }) => path.startsWith(to));
  const items = REST.map(({ to, text, Icon }) => ({
    id: to,
    text: text(),
    icon: <Icon size={16} aria-hidden="true" />,
    onSelect: () => void navigate({ to }),
  }));
  return (
    <Menu
      label={tr("More")}
      opensUp
      buttonClassName={cx(TAB, isHere && "font-medium text-accent!")}
      button={
        <>
          <Ellipsis size={20} aria-hidden="true" />
          {tr("More")}
        </>
      }
      groups={[{ items }]}
    />
  );
}
