/** The trace page: lanes, grid, filters, documents; everything that the reader sets is in the URL. */
import { toMicros } from '../../common/time/micros';
import type { LogRecord } from '../../common/model/log_record';
import { countBy, getLaneName, fetchDocument, getReqId, fetchTrace } from './support/trace_api';
import { expect, test } from './support/fixtures';
import { readQuery, TraceView } from './support/trace_view';

const MISSING_SECRET = getReqId('op-15-create-pod-missing-secret');
const isError = ({ severity }: LogRecord): boolean => severity === 'error' || severity === 'fatal';

test('has a lane for each component and node, with all its records and errors', async ({
  page,
  request,
}) => {
  const id = getReqId('op-42-drain-node');
  const { records } = await fetchTrace(request, { id });
  const view = new TraceView(page);
  await view.open(id);
  const lanes = countBy(records, getLaneName);
  const errors = countBy(records.filter(isError), getLaneName);
  expect(Object.keys(lanes).filter((lane) => lane.startsWith('kubelet ')).length).toBeGreaterThan(
    1
  );
  expect(await view.readLaneTable()).toEqual(
    Object.fromEntries(
      Object.entries(lanes).map(([lane, count]) => [lane, [count, errors[lane] ?? 0]])
    )
  );
});

test('shows the records in order of time', async ({ page, request }) => {
  const { records } = await fetchTrace(request, { id: MISSING_SECRET });
  const times = records.map(({ timestamp }) => toMicros(timestamp)!);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  const view = new TraceView(page);
  await view.open(MISSING_SECRET);
  const offsets = (await view.readColumn('offset')).map((text) =>
    Number(text.replace(/[≈+s ]/g, ''))
  );
  expect(offsets.length).toBeGreaterThan(8);
  expect(offsets.every((offset) => !Number.isNaN(offset))).toBe(true);
  expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
  for (const row of [0, 1, 2, 3])
    await expect(view.cell(row, 'message')).toContainText(records[row]!.message.slice(0, 40));
});

test('a click on a mark selects its record: in the grid, in the URL, after a reload', async ({
  page,
  request,
}) => {
  const { records } = await fetchTrace(request, { id: MISSING_SECRET });
  const view = new TraceView(page);
  await view.open(MISSING_SECRET);
  const mark = await view.findLastErrorMark();
  await page.mouse.move(mark.x, mark.y);
  await page.mouse.click(mark.x, mark.y);
  await expect.poll(() => readQuery(page).get('selected')).toBeTruthy();
  const selected = records.find(
    ({ index, id }) => `${index}/${id}` === readQuery(page).get('selected')
  )!;
  expect(selected).toMatchObject({ component: 'kubelet', node: 'node-b' });
  expect(isError(selected)).toBe(true);
  const row = view.grid.locator('.requestTraceSelectedRow');
  await expect(row).toBeInViewport();
  await expect(row).toContainText(selected.message.slice(0, 60));
  await page.reload();
  await view.waitUntilLoaded();
  await expect(row).toBeInViewport();
  await expect(row).toContainText(selected.message.slice(0, 60));
});

test('a message takes one line of its row, cut where it ends, not in its height', async ({
  page,
}) => {
  const view = new TraceView(page);
  await view.open(MISSING_SECRET);
  const sizes = await view.grid
    .locator('[role=gridcell][data-gridcell-column-id=message] .euiDataGridRowCell__content')
    .evaluateAll((cells) =>
      cells.map((cell) => ({
        shown: cell.clientHeight,
        needed: cell.scrollHeight,
        isCut: cell.scrollWidth > cell.clientWidth,
      }))
    );
  expect(sizes.length).toBeGreaterThan(5);
  expect(sizes.filter(({ shown, needed }) => needed > shown)).toEqual([]);
  expect(sizes.some(({ isCut }) => isCut)).toBe(true);
});

test('hovering over a mark tells which record it is', async ({ page }) => {
  const view = new TraceView(page);
  await view.open(MISSING_SECRET);
  const mark = await view.findLastErrorMark();
  await page.mouse.move(mark.x - 30, mark.y);
  await page.mouse.move(mark.x, mark.y);
  const tooltip = page.locator('.echTooltip');
  await expect(tooltip).toContainText('kubelet node-b · error');
  await expect(tooltip).toContainText(/Nov 23, 2026 @ 06:2\d:\d\d\.\d{6}/);
  await expect(tooltip).toContainText('settle-key');
});

test('brushing zooms lanes and grid, and is in the URL; back and reset undo it', async ({
  page,
  request,
}) => {
  const { records, total } = await fetchTrace(request, { id: MISSING_SECRET });
  const view = new TraceView(page);
  await view.open(MISSING_SECRET);
  await view.brush(0.4, 0.7);
  await expect.poll(() => readQuery(page).get('zoom')).toBeTruthy();
  const [from, to] = readQuery(page)
    .get('zoom')!
    .split('/')
    .map((time) => toMicros(time)!) as [number, number];
  const within = records.filter(
    ({ timestamp, firstTimestamp }) =>
      toMicros(timestamp)! >= from && toMicros(firstTimestamp ?? timestamp)! <= to
  );
  expect(within.length).toBeGreaterThan(5);
  expect(within.length).toBeLessThan(total);
  await view.expectCounts(within.length, total - within.length);
  await expect(view.cell(0, 'message')).toContainText(within[0]!.message.slice(0, 40));

  await page.reload();
  await view.waitUntilLoaded();
  await view.expectCounts(within.length, total - within.length);
  await page.goBack();
  await view.expectCounts(total, 0);
  expect(readQuery(page).has('zoom')).toBe(false);
  await page.goForward();
  await view.expectCounts(within.length, total - within.length);
  await page.getByTestId('requestTraceResetZoom').click();
  await view.expectCounts(total, 0);
});

test('the keyboard zooms as the brush does', async ({ page }) => {
  const view = new TraceView(page);
  await view.open(MISSING_SECRET);
  const all = await view.readShownCount();
  const zoomIn = view.root.getByRole('button', { name: 'Zoom in' });
  await zoomIn.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => view.readShownCount()).toBeLessThan(all);
  const zoomed = await view.root.getByTestId('requestTraceShownTime').textContent();
  await view.root.getByRole('button', { name: 'Later' }).press('Enter');
  await expect(view.root.getByTestId('requestTraceShownTime')).not.toHaveText(zoomed!);
  await view.root.getByTestId('requestTraceResetZoom').press('Enter');
  await expect.poll(() => view.readShownCount()).toBe(all);
});

test('filters by component, severity, source and text count right, combine, and are in the URL', async ({
  page,
  request,
  context,
}) => {
  const { records, total } = await fetchTrace(request, { id: MISSING_SECRET });
  const view = new TraceView(page);
  await view.open(MISSING_SECRET);
  const expectShown = async (matches: (record: LogRecord) => boolean) => {
    const count = records.filter(matches).length;
    await view.expectCounts(count, total - count);
  };

  await page.getByTestId('requestTraceComponents').click();
  for (const [lane, count] of Object.entries(countBy(records, getLaneName))) {
    await expect(page.getByRole('option', { name: lane })).toContainText(String(count));
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option')).toHaveCount(0);

  await view.selectFilter('Components', 'kubelet@node-b');
  await expectShown((record) => getLaneName(record) === 'kubelet node-b');
  await view.selectFilter('Severities', 'error');
  await expectShown(
    (record) => getLaneName(record) === 'kubelet node-b' && record.severity === 'error'
  );
  await expect(view.cell(0, 'severity')).toContainText('error');
  expect(readQuery(page).getAll('component')).toEqual(['kubelet@node-b']);
  expect(readQuery(page).getAll('severity')).toEqual(['error']);

  // a fresh page with the same URL shows the same
  const other = await context.newPage();
  await other.goto(page.url());
  const copy = new TraceView(other);
  await copy.waitUntilLoaded();
  await expect(copy.counts).toHaveText((await view.counts.textContent())!);
  await expect(copy.cell(0, 'message')).toHaveText((await view.cell(0, 'message').textContent())!);
  await other.close();

  await page.goBack();
  await expectShown((record) => getLaneName(record) === 'kubelet node-b');
  await page.getByTestId('requestTraceClearFilters').click();
  await view.expectCounts(total, 0);
  await view.selectFilter('Sources', 'audit');
  await expectShown(({ source }) => source === 'audit');
  await page.getByTestId('requestTraceText').fill('system:kube-scheduler');
  await expectShown(
    ({ source, message }) => source === 'audit' && message.includes('system:kube-scheduler')
  );
  await expect(view.cell(0, 'message').locator('mark').first()).toHaveText('system:kube-scheduler');
  await expect.poll(() => readQuery(page).get('text')).toBe('system:kube-scheduler');
  await page.getByTestId('requestTraceText').fill('no record says this');
  await expect(view.counts).toContainText('0 records');
});

test('sorts by time, either way', async ({ page, request }) => {
  const { records } = await fetchTrace(request, { id: MISSING_SECRET });
  const view = new TraceView(page);
  await view.open(MISSING_SECRET);
  await expect(view.cell(0, 'message')).toContainText(records[0]!.message.slice(0, 40));
  await view.grid.getByTestId('dataGridHeaderCell-time').getByRole('button').click();
  await page.getByRole('button', { name: 'Sort New-Old' }).click();
  await expect(view.cell(0, 'message')).toContainText(records.at(-1)!.message.slice(0, 40));
  const offsets = (await view.readColumn('time')).map((text) => text);
  expect(offsets).toEqual([...offsets].sort().reverse());
  await page.reload();
  await view.waitUntilLoaded();
  await expect(view.cell(0, 'message')).toContainText(records.at(-1)!.message.slice(0, 40));
  await page.goBack();
  await expect(view.cell(0, 'message')).toContainText(records[0]!.message.slice(0, 40));
});

test('hides a column, and a link brings the columns back as they were', async ({ page }) => {
  const view = new TraceView(page);
  const headers = view.grid.locator('[data-test-subj^="dataGridHeaderCell-"][role="columnheader"]');
  const controls = ['expand', 'why', 'more'];
  const names = async () =>
    (
      await headers.evaluateAll((cells) =>
        cells.map((cell) => cell.getAttribute('data-test-subj')!.replace('dataGridHeaderCell-', ''))
      )
    ).filter((name) => !controls.includes(name));
  await view.open(MISSING_SECRET);
  await expect.poll(names).toEqual(['time', 'offset', 'component', 'node', 'severity', 'message']);
  await view.grid.getByTestId('dataGridHeaderCell-node').getByRole('button').click();
  await page.getByRole('button', { name: 'Hide column' }).click();
  await expect.poll(names).toEqual(['time', 'offset', 'component', 'severity', 'message']);
  expect(readQuery(page).get('columns')).toBe('time,offset,component,severity,message');
  await view.open(MISSING_SECRET, { columns: 'message,time' });
  await expect.poll(names).toEqual(['message', 'time']);
});

test('a record shows its whole document, and why it is in the trace', async ({ page, request }) => {
  const { records } = await fetchTrace(request, { id: MISSING_SECRET });
  const view = new TraceView(page);
  await view.open(MISSING_SECRET);
  await view.selectFilter('Severities', 'error');
  const record = records.find(isError)!;
  await view.row(0).getByTestId('requestTraceOpenDocument').click();
  const flyout = page.getByTestId('requestTraceDocument');
  await expect(flyout.getByRole('heading', { level: 2 })).toHaveText(
    `Record 1 of ${records.filter(isError).length}`
  );
  const raw = await fetchDocument(request, record);
  await expect(flyout.getByTestId('requestTraceRaw')).toContainText('"@timestamp"');
  expect(JSON.parse((await flyout.getByTestId('requestTraceRaw').textContent())!)).toEqual(raw);
  await expect(flyout.getByTestId('requestTraceReasons')).toContainText(
    'One of its fields holds the ID that was asked for.'
  );
  await expect(flyout).toContainText(`byte ${record.offset}`);
  await expect.poll(() => readQuery(page).get('selected')).toBe(`${record.index}/${record.id}`);
  await flyout.getByTestId('requestTraceNext').click();
  await expect(flyout.getByRole('heading', { level: 2 })).toContainText('Record 2 of');
  await page.keyboard.press('Escape');
  await expect(flyout).toHaveCount(0);

  await page.getByTestId('requestTraceClearFilters').click();
  await view.selectFilter('Sources', 'event');
  await view.grid.getByTestId('requestTraceWhy').first().click();
  await expect(page.getByTestId('requestTraceReasons')).toContainText(
    'It is an event about an object that this trace names'
  );
});

test('says what was searched and what had nothing', async ({ page, request }) => {
  const { coverage } = await fetchTrace(request, { id: MISSING_SECRET });
  const view = new TraceView(page);
  await view.open(MISSING_SECRET);
  const line = view.root.getByTestId('requestTraceCoverage');
  await expect(line).toContainText(/round trip/);
  await line.getByTestId('requestTraceCoverageToggle').click();
  const rows = line.getByRole('table').locator('tbody tr');
  await expect(rows).toHaveCount(coverage.length);
  for (const { component, inTrace } of coverage) {
    await expect(
      rows
        .filter({
          has: page
            .getByRole('cell', { name: component, exact: true })
            .or(page.getByRole('rowheader', { name: component, exact: true })),
        })
        .first()
    ).toContainText(String(inTrace));
  }
});
