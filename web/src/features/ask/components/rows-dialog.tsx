import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/client";
import type { Plan } from "@/api/types";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { RowsBehind } from "@/ui/rows-behind";
import { ROWS_PAGE, useRowsBehind, type Where } from "../api";

/** A mark of the chart: what it is made of, and how it reads. */
export interface Mark {
  text: string;
  where: Where[];
}

function Rows({ plan, mark }: { plan: Plan; mark: Mark }) {
  const [offset, setOffset] = useState(0);
  const query = useRowsBehind(plan, mark.where, offset);
  return (
    <RowsBehind
      caption={mark.text}
      page={query.data}
      busy={query.isPlaceholderData}
      failed={query.isError ? messageOf(query.error) : null}
      onAgain={() => void query.refetch()}
      offset={offset}
      size={ROWS_PAGE}
      onOffset={setOffset}
    />
  );
}

interface RowsDialogProps {
  plan: Plan;
  mark: Mark | null;
  onClose: () => void;
}

/** The rows behind a mark; Back leads to the answer as it was. */
export function RowsDialog({ plan, mark, onClose }: RowsDialogProps) {
  return (
    <Dialog
      size="wide"
      title={mark ? tr("Rows: {text}", { text: mark.text }) : ""}
      open={mark !== null}
      onClose={onClose}
      actions={
        <Button icon={<ArrowLeft size={16} aria-hidden="true" />} onClick={onClose}>
          {tr("Back to the answer")}
        </Button>
      }
    >
      {mark && <Rows plan={plan} mark={mark} />}
    </Dialog>
  );
}
