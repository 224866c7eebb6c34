/** 10,000 records: all are counted and reachable, few are built. Times are printed, never judged: machines differ. */
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import {
  deleteLargeTrace,
  indexLargeTrace,
  LARGE_TRACE_RECORDS,
  LARGE_TRACE_ID,
  LARGE_TRACE_INDEX,
} from './support/large_trace_index';
import { readQuery, buildTracePath, TraceView } from './support/trace_view';

/** More than fit on the screen many times over would mean that all of them are built. */
const MAX_BUILT_ROWS = 100;

test.beforeAll(indexLargeTrace);
test.afterAll(deleteLargeTrace);

interface Timings {
  longTasks: number[];
  frames: number[];
}

/** Watches long tasks and the time between frames from now on. */
async function watchTimings(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const timings: Timings = { longTasks: [], frames: [] };
    Object.assign(window, { timings });
    const observer = new PerformanceObserver((list) =>
      timings.longTasks.push(...list.getEntries().map(({ duration }) => duration))
    );
    observer.observe({ type: 'longtask' });
    let before = performance.now();
    const next = (now: number) => {
      timings.frames.push(now - before);
      before = now;
      if ((window as unknown as { timings?: Timings }).timings === timings)
        requestAnimationFrame(next);
      else observer.disconnect();
    };
    requestAnimationFrame(next);
  });
  return async () => {
    const { longTasks, frames } = await page.evaluate(() => {
      const found = (window as unknown as { timings: Timings }).timings;
      delete (window as unknown as { timings?: Timings }).timings;
      return found;
    });
    const sorted = [...frames].sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(0);
    return `${frames.length} frames, median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms; ${longTasks.length} long tasks, longest ${Math.max(0, ...longTasks).toFixed(0)} ms`;
  };
}

test('10,000 records: all counted, few built, scrolled and zoomed', async ({ page }) => {
  test.setTimeout(120_000);
  const view = new TraceView(page);
  const startedAt = Date.now();
  await page.goto(buildTracePath(LARGE_TRACE_ID, { index: LARGE_TRACE_INDEX }));
  await expect(view.counts).toBeVisible();
  const firstAt = Date.now();
  await view.waitUntilLoaded();
  console.log(
    `first records after ${firstAt - startedAt} ms, all after ${Date.now() - startedAt} ms`
  );
  await view.expectCounts(LARGE_TRACE_RECORDS, 0);
  const lanes = await view.readLaneTable();
  expect(Object.values(lanes).reduce((sum, [records]) => sum + records, 0)).toBe(
    LARGE_TRACE_RECORDS
  );
  const rowsBuilt = () =>
    view.grid.locator('[role=gridcell][data-gridcell-column-index="0"]').count();
  expect(await rowsBuilt()).toBeLessThan(MAX_BUILT_ROWS);

  await test.step('scrolling', async () => {
    const report = await watchTimings(page);
    await view.grid.hover();
    for (let turn = 0; turn < 30; turn++) {
      await page.mouse.wheel(0, 400);
      // one frame between turns, as a hand on a wheel
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    await expect(view.row(0)).toHaveCount(0);
    console.log(`scrolling: ${await report()}`);
    expect(await rowsBuilt()).toBeLessThan(MAX_BUILT_ROWS);
  });

  await test.step('to the end', async () => {
    await view.grid.locator('.euiDataGrid__virtualized').evaluate((scrolled) => {
      scrolled.scrollTop = scrolled.scrollHeight;
    });
    await expect(view.row(LARGE_TRACE_RECORDS - 1)).toBeVisible();
    await expect(view.row(LARGE_TRACE_RECORDS)).toHaveCount(0);
    expect(await rowsBuilt()).toBeLessThan(MAX_BUILT_ROWS);
  });

  await test.step('zooming', async () => {
    const report = await watchTimings(page);
    for (let times = 0; times < 3; times++) {
      const before = readQuery(page).get('zoom');
      await view.brush(0.35, 0.75);
      await expect.poll(() => readQuery(page).get('zoom')).not.toBe(before);
      await expect(view.lanes.locator('[data-ech-render-complete=true]')).toBeAttached();
    }
    expect(await view.readShownCount()).toBeLessThan(LARGE_TRACE_RECORDS);
    await page.getByTestId('requestTraceResetZoom').click();
    await view.expectCounts(LARGE_TRACE_RECORDS, 0);
    console.log(`zooming: ${await report()}`);
  });

  await test.step('filtering', async () => {
    const report = await watchTimings(page);
    await page.getByTestId('requestTraceText').fill('kube-scheduler');
    await expect.poll(() => view.readShownCount()).toBeLessThan(LARGE_TRACE_RECORDS);
    console.log(`filtering: ${await report()}`);
  });
});
