// Words of who has an account.
import type { Role } from "@/api/session";
import { words } from "@/format/words";

export const T = words({
  people: "People",
  name: "Name",
  nameHint: "As others call them; they sign in with it.",
  ownName: "Your name",
  ownNameHint: "You sign in with it, and others see it.",
  password: "Password",
  passwordHint: "At least 8 characters. Three or four words are easy to keep in mind.",
  passOn: "Pass it on yourself; Munim does not show it again. They can change it under Settings.",
  passwordShort: "At least 8 characters, please.",
  nameMissing: "A name, please.",
  may: "What they may do",
  add: "Add a person",
  cancel: "Cancel",
  undo: "Undo",
  again: "Try again",
  you: "You",
});

export const ROLES: readonly Role[] = ["viewer", "editor", "owner"];

export const ROLE_NAMES: Record<Role, string> = words({
  viewer: "Viewer",
  editor: "Editor",
  owner: "Owner",
});

export const ROLE_WHY: Record<Role, string> = words({
  viewer: "Looks at boards, asks questions and comments.",
  editor: "Also brings in data, and changes its meaning, boards and settings.",
  owner: "May do everything, and says who else may do what.",
});
