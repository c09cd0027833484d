import { Link } from "@tanstack/react-router";
import { tr } from "@/format/words";
import { buttonClass } from "@/ui/button";
import { Page } from "@/ui/page";

export function NotFound() {
  return (
    <Page title={tr("There is no page here")} note={tr("The address may be old, or mistyped.")}>
      <div>
        <Link to="/ask" className={buttonClass("primary")}>
          {tr("Go to Ask")}
        </Link>
      </div>
    </Page>
  );
}
