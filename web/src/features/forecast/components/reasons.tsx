import type * as wire from "@/api/wire";
import { tr } from "@/format/words";
import { Sheet } from "@/ui/sheet";
import { T } from "../strings";

/** Why the forecast is what it is, a sentence a reason. */
export function Reasons({ outlook }: { outlook: wire.Forecast }) {
  // The sentences after the first say what the list says.
  const [first = ""] = outlook.explanation.split(/(?<=\.)\s/);
  return (
    <Sheet title={T.why}>
      <div className="flex flex-col gap-3">
        <p className="text-body text-ink-2">{first}</p>
        <ul className="flex flex-col gap-2">
          {outlook.factors.map((factor) => (
            <li key={`${factor.kind} ${factor.name}`} className="flex gap-3 text-body">
              <span aria-hidden="true" className="mt-2.5 size-1 shrink-0 rounded-full bg-ink-3" />
              <span className="min-w-0">{factor.text}</span>
            </li>
          ))}
        </ul>
        <p className="text-small text-ink-3">{tr("How: {model}", { model: outlook.model })}</p>
      </div>
    </Sheet>
  );
}
