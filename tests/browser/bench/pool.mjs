/** Runs `work` over `items`, at most `width` at the same time. `start` makes what a worker keeps between items, `end` takes it down. */
export async function pool(items, width, work, start = async () => undefined, end = async () => undefined) {
  let next = 0;
  const worker = async () => {
    if (items.length === 0) return;
    const kept = await start();
    try {
      while (next < items.length) {
        const item = items[next];
        next += 1;
        await work(item, kept);
      }
    } finally {
      await end(kept);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
}
