// What is drawn already (src/shells.tsx) is painted first. Then the program comes, a piece a task,
// so that a tap in between is never long without an answer.
import { nextTask, painted } from "./ui/turns";
import "./ui/app.css";

async function boot(): Promise<void> {
  await painted();
  await import("react-dom/client");
  await nextTask();
  const { start } = await import("./start");
  await nextTask();
  await start();
}

void boot();
