// Speech as the browser understands it. Munim sends nothing anywhere: whether the browser listens
// by itself or asks its maker's service is the browser's own affair, and the button says so.
import { tr, words } from "@/format/words";

interface Result {
  readonly isFinal: boolean;
  readonly 0?: { readonly transcript: string };
}

/** What we use of SpeechRecognition; TypeScript's own library does not have it. */
export interface Recognition {
  lang: string;
  interimResults: boolean;
  onresult: ((event: { results: ArrayLike<Result> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start: () => void;
  stop: () => void;
}

export type Speech = new () => Recognition;

/** null where the browser can't listen. */
export function speechOf(scope: object): Speech | null {
  const { SpeechRecognition, webkitSpeechRecognition } = scope as Record<
    string,
    Speech | undefined
  >;
  return SpeechRecognition ?? webkitSpeechRecognition ?? null;
}

const FAILURES: Record<string, string> = words({
  "not-allowed": "The browser does not let this page use the microphone.",
  "service-not-allowed": "The browser does not let this page use the microphone.",
  "audio-capture": "No microphone was found.",
  "no-speech": "Nothing was heard.",
  network: "The browser's speech service can't be reached.",
  "language-not-supported": "The browser does not understand speech in this language.",
});

/** One who stops it does not need to hear that it stopped. */
const failureOf = (error: string): string =>
  error === "aborted" ? "" : (FAILURES[error] ?? tr("The browser could not listen."));

export interface Listening {
  stop: () => void;
}

interface Told {
  onText: (text: string) => void;
  onEnd: (end: { text: string; failed: string }) => void;
}

export function startListening(Speech: Speech, lang: string, { onText, onEnd }: Told): Listening {
  const speech = new Speech();
  let text = "";
  let failed = "";
  speech.lang = lang;
  speech.interimResults = true;
  speech.onresult = ({ results }) => {
    text = Array.from(results, (r) => r[0]?.transcript ?? "")
      .join("")
      .trim();
    onText(text);
  };
  speech.onerror = ({ error }) => {
    failed = failureOf(error);
  };
  speech.onend = () => onEnd({ text, failed });
  speech.start();
  return { stop: () => speech.stop() };
}
