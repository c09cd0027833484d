import { Link } from "@tanstack/react-router";
import { buttonClass } from "@/ui/button";
import { Page } from "@/ui/page";

export function NotFound() {
  return (
    <Page title="There is no page here" note="The address may be old, or mistyped.">
      <div>
        <Link to="/ask" className={buttonClass("primary")}>
          Go to Ask
        </Link>
      </div>
    </Page>
  );
}
