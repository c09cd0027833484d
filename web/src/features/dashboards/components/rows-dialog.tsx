import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/client";
import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { RowsBehind } from "@/ui/rows-behind";
import { ROWS_PAGE, useRows, type RowsWanted } from "../card-data";
import { useScene } from "../scene";
import { useCardFilters } from "../use-card";

function Rows({ wanted, caption }: { wanted: RowsWanted; caption: string }) {
  const { source } = useScene();
  const [offset, setOffset] = useState(0);
  const query = useRows(source, wanted, offset);
  return (
    <RowsBehind
      caption={caption}
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

/** The rows behind a card or one of its marks; Back leads to the board as it was. */
export function RowsDialog() {
  const { search, go } = useScene();
  const wanted = search.rows;
  const filters = useCardFilters(wanted?.card ?? "");
  const close = () => go({ ...search, rows: undefined });
  return (
    <Dialog
      size="wide"
      title={wanted ? tr("Rows: {text}", { text: wanted.text }) : ""}
      open={wanted !== undefined}
      onClose={close}
      actions={
        <Button icon={<ArrowLeft size={16} aria-hidden="true" />} onClick={close}>
          {tr("Back to the board")}
        </Button>
      }
    >
      {wanted && (
        <Rows
          key={JSON.stringify(wanted)}
          wanted={{ card: wanted.card, where: wanted.where, filters }}
          caption={wanted.text}
        />
      )}
    </Dialog>
  );
}
