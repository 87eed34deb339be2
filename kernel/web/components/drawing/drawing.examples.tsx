import type { Example } from "../gallery.tsx";
import { Mark } from "../mark/mark.tsx";
import { Drawing, type DrawingName, Kawung } from "./drawing.tsx";

const names: DrawingName[] = ["hall", "market", "clinic", "harbour", "village", "counter"];

export const drawingExamples: Example[] = [
  {
    name: "Gambar garis",
    show: (
      <div class="grid-3">
        {names.map((name) => (
          <Drawing key={name} name={name} />
        ))}
      </div>
    ),
  },
  { name: "Kawung", show: <Kawung /> },
  {
    name: "Tanda",
    show: (
      <p class="row">
        <Mark label="pendopo" />
      </p>
    ),
  },
];
