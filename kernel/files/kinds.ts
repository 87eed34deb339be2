// The kinds of files that can be taken in: their media type, their endings, and the name people know them by.

export type Kind = { type: string; extension: string; endings: string[]; label: string; picture: boolean };

export const kinds: readonly Kind[] = [
  { type: "application/pdf", extension: "pdf", endings: ["pdf"], label: "PDF", picture: false },
  { type: "image/jpeg", extension: "jpg", endings: ["jpg", "jpeg", "jpe", "jfif"], label: "JPEG", picture: true },
  { type: "image/png", extension: "png", endings: ["png"], label: "PNG", picture: true },
  { type: "image/webp", extension: "webp", endings: ["webp"], label: "WebP", picture: true },
  { type: "image/avif", extension: "avif", endings: ["avif"], label: "AVIF", picture: true },
  { type: "image/heic", extension: "heic", endings: ["heic", "heif"], label: "HEIC", picture: true },
  {
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    extension: "docx",
    endings: ["docx"],
    label: "Word (DOCX)",
    picture: false,
  },
  {
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    extension: "xlsx",
    endings: ["xlsx"],
    label: "Excel (XLSX)",
    picture: false,
  },
  {
    type: "application/geo+json",
    extension: "geojson",
    endings: ["geojson", "json"],
    label: "GeoJSON",
    picture: false,
  },
  { type: "text/csv", extension: "csv", endings: ["csv"], label: "CSV", picture: false },
  { type: "text/plain", extension: "txt", endings: ["txt"], label: "TXT", picture: false },
];

export const kindOf = (type: string): Kind | undefined => kinds.find((kind) => kind.type === type);
export const kindByEnding = (ending: string): Kind | undefined => kinds.find((kind) => kind.endings.includes(ending));
