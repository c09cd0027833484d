import {
  Copy,
  Ellipsis,
  History,
  Maximize,
  Printer,
  RefreshCw,
  Trash2,
  type LucideIcon,
} from "lucide-react";
import { useNavigate } from "@tanstack/react-router";
import { messageOf } from "@/api/client";
import { useMay } from "@/api/session";
import { tr } from "@/format/words";
import { buttonClass } from "@/ui/button";
import { Menu } from "@/ui/menu";
import { toast } from "@/ui/toast";
import { useCreateBoard, useDeleteBoard } from "../api";
import { usePrint } from "../print";
import { useScene } from "../scene";
import { REFRESHES, refreshText, T } from "../strings";

const ICON = 16;

/** How often the cards are worked out again. */
export function Refresh() {
  const { board, change } = useScene();
  const items = REFRESHES.map((seconds) => ({
    id: String(seconds),
    text: refreshText(seconds),
    checked: board.refresh_seconds === seconds,
    onSelect: () => void change?.([{ op: "set", fields: { refresh_seconds: seconds } }]),
  }));
  const text = refreshText(board.refresh_seconds);
  return (
    <Menu
      label={tr("Refreshed: {how}", { how: text })}
      buttonClassName={buttonClass("quiet")}
      button={
        <>
          <RefreshCw size={ICON} aria-hidden="true" />
          <span className="max-xl:sr-only">{text}</span>
        </>
      }
      groups={[{ title: tr("Work the cards out again"), items }]}
    />
  );
}

interface Item {
  id: string;
  text: string;
  Icon: LucideIcon;
  run: () => void;
}

export function More() {
  const { board, search, go, change } = useScene();
  const mayMake = useMay("write");
  const navigate = useNavigate();
  const create = useCreateBoard();
  const remove = useDeleteBoard();
  const print = usePrint();
  async function duplicate() {
    try {
      const name = tr("Copy of {name}", { name: board.name });
      const copy = await create.mutateAsync({ name, copy_of: board.id });
      void navigate({ to: "/boards/$board", params: { board: copy.id } });
      toast(tr("This is the copy; the first board stays as it is."));
    } catch (error) {
      toast(messageOf(error), "bad");
    }
  }
  async function drop() {
    if (await remove(board)) void navigate({ to: "/boards" });
  }
  const items: (Item | false)[] = [
    {
      id: "present",
      text: tr("Full screen"),
      Icon: Maximize,
      run: () => go({ ...search, present: true }),
    },
    { id: "print", text: tr("Print or save as PDF"), Icon: Printer, run: print },
    {
      id: "versions",
      text: tr("Earlier versions"),
      Icon: History,
      run: () => go({ ...search, panel: "versions" }),
    },
    mayMake && { id: "copy", text: T.duplicate, Icon: Copy, run: () => void duplicate() },
    Boolean(change) && {
      id: "delete",
      text: tr("Delete"),
      Icon: Trash2,
      run: () => void drop(),
    },
  ];
  return (
    <Menu
      label={tr("More for this board")}
      buttonClassName={buttonClass("quiet", "px-2")}
      button={<Ellipsis size={20} aria-hidden="true" />}
      groups={[
        {
          items: items
            .filter((item) => item !== false)
            .map(({ id, text, Icon, run }) => ({
              id,
              text,
              icon: <Icon size={ICON} aria-hidden="true" className="shrink-0 text-ink-3" />,
              onSelect: run,
            })),
        },
      ]}
    />
  );
}
