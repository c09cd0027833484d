// Words of signing in and of one's own account.
import type { Role } from "@/api/session";
import { words } from "@/format/words";

export const T = words({
  signIn: "Sign in",
  again: "Sign in again",
  name: "Name",
  password: "Password",
  forgot: "Forgotten? An owner can set a new password under Settings, People.",
  ended: "Your session has ended. What you typed is still here, and goes on from where it stood.",
  notNow: "Not now",
  nameMissing: "Type your name.",
  passwordMissing: "Type your password.",
  failed: "You could not be signed in",
  tooMany: "Too many tries. Wait a little, then try again.",
  signOut: "Sign out",
  signedOut: "You are signed out. What you see may be old.",
  account: "Your account",
  changeName: "Change the name",
  changePassword: "Change the password",
  present: "Present password",
  cancel: "Cancel",
  tryAgain: "Try again",
  passwordShort: "At least 8 characters, please.",
  passwordHint: "At least 8 characters. Three or four words are easy to keep in mind.",
});

export const ROLE_NAMES: Record<Role, string> = words({
  viewer: "Viewer",
  editor: "Editor",
  owner: "Owner",
});

export const ROLE_WHY: Record<Role, string> = words({
  viewer: "You look at boards, ask questions and comment.",
  editor: "You also bring in data, and change its meaning, boards and settings.",
  owner: "You may do everything, and say who else may do what.",
});
