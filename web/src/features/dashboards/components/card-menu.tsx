import {
  ArrowDown,
  ArrowUp,
  ChartColumn,
  Code,
  Copy,
  Ellipsis,
  FoldHorizontal,
  FoldVertical,
  Maximize2,
  MessageCircleQuestion,
  MessageSquare,
  MoveHorizontal,
  MoveVertical,
  Pencil,
  Rows3,
  Table2,
  Trash2,
} from "lucide-react";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { tr, words } from "@/format/words";
import { Menu, type MenuItem } from "@/ui/menu";
import { toast } from "@/ui/toast";
import { newId } from "../board";
import { grown, placeFor, settled, swapped, type Growth, type Moved } from "../layout";
import { useScene } from "../scene";
import { T, nameOf } from "../strings";
import type { Card } from "../types";

const icon = (Icon: typeof Copy): ReactNode => (
  <Icon size={16} aria-hidden="true" className="shrink-0 text-ink-3" />
);

const isData = (card: Card) => !["text", "image"].includes(card.kind);

/** Ways of looking at a card; they change nothing. */
function useLooks(card: Card): MenuItem[] {
  const { search, go, source } = useScene();
  const navigate = useNavigate();
  const open = (view?: "table" | "sql") => () => go({ ...search, card: card.id, view });
  if (!isData(card)) return [];
  const { question = "", plan } = card;
  const rows = () => go({ ...search, rows: { card: card.id, where: [], text: nameOf(card) } });
  const looks: (MenuItem | false)[] = [
    { id: "full", text: tr("Full screen"), icon: icon(Maximize2), onSelect: open() },
    { id: "table", text: tr("Table"), icon: icon(Table2), onSelect: open("table") },
    card.kind !== "sql" &&
      source.kind === "board" && { id: "rows", text: T.seeRows, icon: icon(Rows3), onSelect: rows },
    source.kind === "board" && {
      id: "sql",
      text: tr("SQL and freshness"),
      icon: icon(Code),
      onSelect: open("sql"),
    },
    source.kind === "board" &&
      Boolean(question) && {
        id: "ask",
        text: tr("Open in Ask"),
        icon: icon(MessageCircleQuestion),
        onSelect: () =>
          void navigate({ to: "/ask", search: { q: question, ...(plan && { plan }) } }),
      },
  ];
  return looks.filter((item) => item !== false);
}

const SIZES: { id: Growth; icon: typeof Copy }[] = [
  { id: "wider", icon: MoveHorizontal },
  { id: "narrower", icon: FoldHorizontal },
  { id: "taller", icon: MoveVertical },
  { id: "shorter", icon: FoldVertical },
];

const SIZE_NAMES = words({
  wider: "Wider",
  narrower: "Narrower",
  taller: "Taller",
  shorter: "Shorter",
});

/** Its place and size without a drag: by keyboard, and where there is no room to drag. */
function usePlaces(card: Card): MenuItem[] {
  const { change, board, editing } = useScene();
  if (!change || !editing) return [];
  const cards = settled(board.cards);
  const name = nameOf(card);
  const lay = (moved: Moved[]) => {
    if (moved.length === 0) {
      toast(tr("{name} can go no further this way.", { name }), "info");
      return;
    }
    const { w, h } = moved.find((m) => m.id === card.id) ?? card;
    const say = tr("“{name}” is {w} of 12 columns wide and {h} rows high.", { name, w, h });
    void change([{ op: "layout", cards: moved }], w !== card.w || h !== card.h ? { say } : {});
  };
  const move = (way: -1 | 1) => () => lay(swapped(cards, card.id, way));
  return [
    { id: "up", text: tr("Move before"), icon: icon(ArrowUp), onSelect: move(-1) },
    { id: "down", text: tr("Move after"), icon: icon(ArrowDown), onSelect: move(1) },
    ...SIZES.map(({ id, icon: Icon }) => ({
      id,
      text: SIZE_NAMES[id],
      icon: icon(Icon),
      onSelect: () => lay(grown(cards, card.id, id)),
    })),
  ];
}

/** What changes the card. Nothing where the board is only shown. */
function useChanges(card: Card): MenuItem[] {
  const { change, onEdit, board, search, go } = useScene();
  if (!change) return [];
  const cards = settled(board.cards);
  const copy = () => {
    const { w, h } = card;
    const place = { ...placeFor(cards, card.kind), w, h };
    return change([{ op: "card", card: { ...card, ...place, id: newId() } }], {
      say: tr("“{name}” was duplicated.", { name: nameOf(card) }),
    });
  };
  const remove = () =>
    void change([{ op: "remove_card", id: card.id }], {
      say: tr("“{name}” was removed.", { name: nameOf(card) }),
    });
  const draw = () => go({ ...search, card: card.id, view: "chart" });
  const changes: (MenuItem | false)[] = [
    { id: "edit", text: T.edit, icon: icon(Pencil), onSelect: () => onEdit?.(card) },
    isData(card) &&
      card.kind !== "kpi" && {
        id: "chart",
        text: tr("Change the chart"),
        icon: icon(ChartColumn),
        onSelect: draw,
      },
    { id: "copy", text: T.duplicate, icon: icon(Copy), onSelect: () => void copy() },
    { id: "remove", text: T.remove, icon: icon(Trash2), onSelect: remove },
  ];
  return changes.filter((item) => item !== false);
}

/** Whoever sees the board may say something about it, but for those who have its link alone. */
function useTalk(card: Card): MenuItem[] {
  const { source, search, go } = useScene();
  if (source.kind === "shared") return [];
  return [
    {
      id: "comment",
      text: tr("Comment"),
      icon: icon(MessageSquare),
      onSelect: () => go({ ...search, panel: "comments", about: card.id }),
    },
  ];
}

export function CardMenu({ card }: { card: Card }) {
  const groups = [
    { items: useLooks(card) },
    { items: usePlaces(card) },
    { items: [...useTalk(card), ...useChanges(card)] },
  ];
  return (
    <span className="no-print">
      <Menu
        label={tr("More for {name}", { name: nameOf(card) })}
        buttonClassName="control-square motion inline-flex items-center justify-center rounded-md text-ink-3 hover:bg-wash hover:text-ink aria-expanded:bg-wash aria-expanded:text-ink"
        button={<Ellipsis size={16} aria-hidden="true" />}
        groups={groups.filter((g) => g.items.length > 0)}
      />
    </span>
  );
}
