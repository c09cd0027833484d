import { FileSpreadsheet } from "lucide-react";
import { useMay } from "@/api/session";
import { tr } from "@/format/words";
import { T } from "../strings";
import { ChooseButton } from "./choose-button";

/** The page before there is any data: one thing to do, and what will come of it. */
export function FirstTime() {
  const mayBring = useMay("write");
  return (
    <div className="flex flex-col items-center gap-4 rounded-md border border-dashed border-line-strong bg-sheet px-5 py-14 text-center">
      <FileSpreadsheet size={20} aria-hidden="true" className="text-accent" />
      <h2 className="text-title font-semibold">
        {mayBring ? T.dropHere : tr("There is no data yet")}
      </h2>
      <p className="max-w-lg text-body text-ink-2">
        {mayBring ? T.teach : tr("An editor brings it in. Come back then.")}
      </p>
      <ChooseButton />
      {mayBring && <p className="max-w-lg text-small text-ink-3">{T.formats}</p>}
    </div>
  );
}
