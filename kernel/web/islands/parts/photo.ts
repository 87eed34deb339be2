/** Photos above this many bytes are made smaller before sending: a phone's 6 MB becomes some 400 kB, and 2G survives it. */
const large = 1_000_000;
/** Enough to read a label in a kitchen or a line of an identity card. */
const longestSide = 2000;

/** Gives the photo in a smaller JPEG, or the file itself when it is no photo, is small already, or cannot be read. */
export async function smallerPhoto(file: File): Promise<File> {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size <= large || typeof createImageBitmap !== "function")
    return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, ".jpg"), {
      type: "image/jpeg",
      lastModified: file.lastModified,
    });
  } catch {
    return file;
  }
}
