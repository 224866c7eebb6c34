/** Light and dark, narrow, by keyboard alone, and what axe-core says. */
import { INDEX, getReqId, fetchTrace } from './support/trace_api';
import { expectAccessible } from '../support/expect_accessible';
import { expect, test } from './support/fixtures';
import { readQuery, buildTracePath, TraceView } from './support/trace_view';

const MISSING_SECRET = getReqId('op-15-create-pod-missing-secret');
const EXPLORER = `/app/discover?${new URLSearchParams({ index: INDEX, q: 'request.id:*' })}`;

for (const theme of ['light', 'dark']) {
  test(`axe-core finds nothing serious, ${theme}`, async ({ page }) => {
    // seven pages, each read as a whole
    test.slow();
    await test.step("the app's first page", async () => {
      await page.goto(`/app/requestTrace/?theme=${theme}`);
      await page
        .getByTestId('requestTraceBox')
        .fill(`reqID="${MISSING_SECRET}" audit-ID="9142f466-2a72-44bb-9230-1bd03b9240f5"`);
      await expect(page.getByTestId('requestTraceRecognised').getByRole('radio')).toHaveCount(2);
      await expectAccessible(page);
    });
    const view = new TraceView(page);
    await test.step('a trace', async () => {
      await page.goto(`${buildTracePath(MISSING_SECRET)}&theme=${theme}`);
      await view.waitUntilLoaded();
      await view.root.getByTestId('requestTraceCoverageToggle').click();
      await expectAccessible(page);
    });
    await test.step('a filter', async () => {
      await page.getByTestId('requestTraceComponents').click();
      await expect(page.getByRole('option').first()).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('option')).toHaveCount(0);
    });
    await test.step('why a record is here', async () => {
      await view.grid.getByTestId('requestTraceWhy').first().click();
      await expect(page.getByTestId('requestTraceReasons')).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await expect(page.getByTestId('requestTraceReasons')).toHaveCount(0);
    });
    await test.step("a record's document", async () => {
      await view.row(0).getByTestId('requestTraceOpenDocument').click();
      await expect(page.getByTestId('requestTraceRaw')).toContainText('@timestamp');
      await expectAccessible(page);
    });
    await test.step('nothing found', async () => {
      await page.goto(`${buildTracePath('00000000-1111-4222-8333-444444444444')}&theme=${theme}`);
      await expect(page.getByTestId('requestTraceNotFound')).toBeVisible();
      await expectAccessible(page);
    });
    await test.step("the explorer's flyout", async () => {
      await page.goto(`${EXPLORER}&theme=${theme}`);
      await page.getByTestId('docTableExpandToggleColumn').first().click();
      await page.getByRole('tab', { name: 'Trace request' }).click();
      await view.waitUntilLoaded();
      await expectAccessible(page);
    });
  });
}

test('the theme changes in place, all of it, and stays', async ({ page, pageLog }) => {
  // EUI itself, while it goes from one theme to the other; Kibana loads the page anew instead
  pageLog.expectMessage('High enough contrast could not be determined');
  const view = new TraceView(page);
  await view.open(MISSING_SECRET);
  const background = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const textOf = () => view.counts.evaluate((element) => getComputedStyle(element).color);
  const light = { background: await background(), text: await textOf() };
  await page.getByTestId('hostThemeToggle').click();
  await expect.poll(background).not.toBe(light.background);
  await expect.poll(textOf).not.toBe(light.text);
  await view.waitUntilLoaded();
  await page.reload();
  await view.waitUntilLoaded();
  await expect.poll(background).not.toBe(light.background);
  await page.getByTestId('hostThemeToggle').click();
  await expect.poll(background).toBe(light.background);
  await expect.poll(textOf).toBe(light.text);
});

test.describe('on half a laptop', () => {
  test.use({ viewport: { width: 720, height: 800 } });

  test('no page is wider than the window', async ({ page }) => {
    const expectFits = async () =>
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        720
      );
    await page.goto('/app/requestTrace/');
    await expect(page.getByTestId('requestTraceBox')).toBeVisible();
    await expectFits();
    const view = new TraceView(page);
    await view.open(MISSING_SECRET);
    await expectFits();
    // a range's two times are the widest part of the box
    await page.getByTestId('requestTraceTimeMode').getByText('Time range', { exact: true }).click();
    await expectFits();
    await view.row(0).getByTestId('requestTraceOpenDocument').click();
    await expect(page.getByTestId('requestTraceRaw')).toBeVisible();
    await expectFits();
    await page.goto(EXPLORER);
    await page.getByTestId('docTableExpandToggleColumn').first().click();
    await page.getByRole('tab', { name: 'Trace request' }).click();
    await view.waitUntilLoaded();
    await expectFits();
    const flyout = (await page.getByTestId('docTableDetailsFlyout').boundingBox())!;
    const lanes = (await view.lanes.boundingBox())!;
    expect(lanes.x).toBeGreaterThanOrEqual(flyout.x);
    expect(lanes.x + lanes.width).toBeLessThanOrEqual(flyout.x + flyout.width);
  });
});

test('by keyboard alone: box, trace, filter, cells, document and back', async ({
  page,
  request,
}) => {
  const { records } = await fetchTrace(request, { id: MISSING_SECRET });
  await page.goto(`/app/requestTrace/?index=${INDEX}`);
  await expect(page.getByTestId('requestTraceBox')).toBeFocused();
  await page.keyboard.insertText(MISSING_SECRET);
  await page.keyboard.press('Enter');
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

  const tabTo = async (isThere: () => Promise<boolean>, most: number) => {
    for (let presses = 0; presses < most; presses++) {
      await page.keyboard.press('Tab');
      if (await isThere()) return;
    }
    throw new Error(`Not reached by ${most} presses of Tab.`);
  };
  const isFocused = (testSubject: string) => () =>
    page.getByTestId(testSubject).evaluate((element) => element.contains(document.activeElement));

  // the verdict, the steps and the objects come before the filters
  await tabTo(isFocused('requestTraceSeverities'), 150);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option').first()).toBeVisible();
  // a press before the popover has taken the focus would lead past it
  await expect.poll(isFocused('requestTraceSeverities')).toBe(false);
  await tabTo(
    async () => page.getByRole('listbox').evaluate((list) => list.contains(document.activeElement)),
    5
  );
  await expect(page.getByRole('option').first()).toContainText('error');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect.poll(() => readQuery(page).getAll('severity')).toEqual(['error']);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(page.getByTestId('requestTraceSeverities')).toBeFocused();

  // into the grid, and down within it: header, first row's button, second row's
  await tabTo(
    () =>
      view.grid.evaluate((grid) =>
        Boolean(
          document.activeElement?.closest('[role=columnheader],[role=gridcell]') &&
          grid.contains(document.activeElement)
        )
      ),
    20
  );
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(view.row(1).getByTestId('requestTraceOpenDocument')).toBeFocused();
  await page.keyboard.press('Enter');
  const errors = records.filter(({ severity }) => severity === 'error');
  const flyout = page.getByTestId('requestTraceDocument');
  await expect(flyout.getByRole('heading', { level: 2 })).toHaveText(
    `Record 2 of ${errors.length}`
  );
  await page.keyboard.press('Escape');
  await expect(flyout).toHaveCount(0);
  await expect(view.row(1).getByTestId('requestTraceOpenDocument')).toBeFocused();
  // past the record's other two buttons, on to a cell with text
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(view.cell(1, 'time')).toBeFocused();
});
