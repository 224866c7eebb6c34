/** A saved search as the app's scope, and a trace as a saved search. */
import { getRunNames } from './support/environment';
import { DiscoverPage } from './support/discover';
import { createSavedObject, findSavedObjects } from './support/kibana_api';
import { SAMPLE_RANGE, getReqId } from './support/sample';
import { expect, openPage, takeScreenshot, test } from './support/fixtures';
import { fetchTrace, TraceView } from './support/trace_view';

const ID = getReqId('op-8-job-fail');

test("a saved search is picked in Kibana's own picker, and bounds what is searched", async ({
  page,
}) => {
  const { space, dataView, run } = getRunNames();
  const id = `${run}-scope`;
  const title = `Kubelets ${run}`;
  // two of them, so that the picker has something to leave out
  for (const [one, oneTitle, query] of [
    [id, title, 'service.name : "kubelet"'],
    [`${run}-scheduler`, `Scheduler ${run}`, 'service.name : "kube-scheduler"'],
  ] as const) {
    await createSavedObject(
      'search',
      one,
      {
        attributes: {
          title: oneTitle,
          columns: ['message'],
          sort: [['@timestamp', 'desc']],
          timeRestore: true,
          timeRange: SAMPLE_RANGE,
          grid: {},
          hideChart: false,
          isTextBasedQuery: false,
          kibanaSavedObjectMeta: {
            searchSourceJSON: JSON.stringify({
              query: { language: 'kuery', query },
              filter: [],
              indexRefName: 'kibanaSavedObjectMeta.searchSourceJSON.index',
            }),
          },
        },
        references: [
          {
            id: dataView,
            name: 'kibanaSavedObjectMeta.searchSourceJSON.index',
            type: 'index-pattern',
          },
        ],
      },
      space
    );
  }
  await openPage(page, '/app/requestTrace', space);
  await page.getByTestId('requestTraceScopeButton').click();
  await page
    .getByTestId('requestTraceScopeOpenSavedSearch')
    .or(page.getByRole('button', { name: /saved search/i }))
    .first()
    .click();
  const flyout = page.getByTestId('requestTraceSavedSearchFlyout');
  await expect(flyout).toBeVisible();
  const search = flyout.getByTestId('savedObjectFinderSearchInput');
  const choice = flyout.getByTestId(`savedObjectTitle${title.replaceAll(' ', '-')}`);
  await expect(choice).toBeVisible();
  // by keys: the box listens to them
  await search.pressSequentially('Kubelets');
  await expect(flyout.getByTestId(/^savedObjectTitle/)).toHaveCount(1);
  await takeScreenshot(page, '13-picker');
  await choice.click();
  await expect(page).toHaveURL(new RegExp(`savedSearch=${id}`));
  await page.getByTestId('requestTraceBox').fill(ID);
  await page.keyboard.press('Enter');
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  const kubelets = (await fetchTrace({ id: ID })).records.filter(
    ({ source, component }) => source === 'component' && component === 'kubelet'
  ).length;
  await view.expectRecords(kubelets);
  await expect(page.getByTestId('requestTraceScopeButton')).toContainText(title);
  await takeScreenshot(page, '13-scope-is-saved-search');
});

test('a trace is stored as a saved search, once under a title, opens in Discover and works on a dashboard', async ({
  page,
}) => {
  const { space, dataView, run } = getRunNames();
  const title = `Failed job ${run}`;
  const { total } = await fetchTrace({ id: ID });
  const view = new TraceView(page);
  await view.open(ID, { dataView });
  const save = async (): Promise<void> => {
    await page.getByTestId('requestTraceSaveSearch').click();
    await page.getByTestId('savedObjectTitle').fill(title);
    await page.getByTestId('confirmSaveSavedObjectButton').click();
  };
  await save();
  await expect(page.getByTestId('confirmSaveSavedObjectButton')).toHaveCount(0);
  const stored = async () =>
    (await findSavedObjects(space, ['search'])).filter(
      ({ attributes }) => attributes?.title === title
    );
  await expect.poll(async () => (await stored()).length).toBe(1);
  // a second time: Kibana's own warning, and nothing stored until it is confirmed
  await save();
  await expect(
    page
      .getByTestId('titleDupicateWarnMsg')
      .or(page.getByText(/already exists/))
      .first()
  ).toBeVisible();
  await takeScreenshot(page, '14-duplicate-title');
  expect(await stored()).toHaveLength(1);
  await page.keyboard.press('Escape');
  const [search] = await stored();
  expect(search!.attributes!.columns).toHaveLength(4);

  const discover = new DiscoverPage(page);
  await discover.open({ savedSearch: search!.id });
  expect(await discover.readHitCount()).toBe(total);
  await expect(page.getByTestId('breadcrumbs')).toContainText(title);
  await takeScreenshot(page, '15-saved-search-in-discover');

  await createSavedObject(
    'dashboard',
    `${run}-saved-trace`,
    {
      attributes: {
        title: `${run} saved trace`,
        timeRestore: true,
        timeFrom: SAMPLE_RANGE.from,
        timeTo: SAMPLE_RANGE.to,
        optionsJSON: '{}',
        version: 1,
        kibanaSavedObjectMeta: {
          searchSourceJSON: JSON.stringify({ query: { language: 'kuery', query: '' }, filter: [] }),
        },
        panelsJSON: JSON.stringify([
          {
            version: '8.12.2',
            type: 'search',
            gridData: { x: 0, y: 0, w: 48, h: 20, i: 'p1' },
            panelIndex: 'p1',
            embeddableConfig: { enhancements: {} },
            panelRefName: 'panel_p1',
          },
        ]),
      },
      references: [{ id: search!.id, name: 'p1:panel_p1', type: 'search' }],
    },
    space
  );
  await openPage(page, `/app/dashboards#/view/${run}-saved-trace`, space);
  await expect(page.getByText(`${total} documents`)).toBeVisible();
  await takeScreenshot(page, '15-saved-search-on-dashboard');
});
