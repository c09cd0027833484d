import { messageOf } from "@/api/client";
import { tr } from "@/format/words";
import { buttonClass } from "@/ui/button";
import { Page } from "@/ui/page";

/** A page that broke. After an update the old files are gone; loading anew heals that. */
export function Failed({ error }: { error: unknown }) {
  return (
    <Page
      title={tr("This page failed")}
      note={tr("Your data is untouched. Loading the page anew usually helps.")}
    >
      <p className="font-mono text-small break-words text-ink-3">{messageOf(error)}</p>
      <div>
        <button type="button" className={buttonClass("primary")} onClick={() => location.reload()}>
          {tr("Load it anew")}
        </button>
      </div>
    </Page>
  );
}
