/** Kibana's Discover as a reader uses it. */
import type { Locator, Page } from '@playwright/test';
import { getRunNames } from './environment';
import { SAMPLE_RANGE } from './sample';
import { expect, openPage } from './fixtures';

export interface DiscoverState {
  /** KQL */
  query?: string;
  columns?: string[];
  from?: string;
  to?: string;
  savedSearch?: string;
  /** the one in this run's space where absent */
  dataView?: string;
}

/** A string in Kibana's URL language. */
const quoteRison = (text: string): string => `'${text.replace(/[!']/g, '!$&')}'`;

export function buildDiscoverPath({
  query = '',
  columns = ['message'],
  from = SAMPLE_RANGE.from,
  to = SAMPLE_RANGE.to,
  savedSearch,
  dataView = getRunNames().dataView,
}: DiscoverState = {}): string {
  const time = `_g=(time:(from:${quoteRison(from)},to:${quoteRison(to)}))`;
  if (savedSearch) return `/app/discover#/view/${savedSearch}?${time}`;
  const state = `(index:${quoteRison(dataView)},columns:!(${columns.map(quoteRison).join(',')}),query:(language:kuery,query:${quoteRison(query)}),sort:!(!('@timestamp',asc)))`;
  return `/app/discover#/?${time}&_a=${encodeURIComponent(state)}`;
}

export class DiscoverPage {
  readonly grid: Locator;
  readonly flyout: Locator;
  readonly hits: Locator;

  constructor(readonly page: Page) {
    this.grid = page.getByTestId('discoverDocTable');
    this.flyout = page.getByTestId('docTableDetailsFlyout');
    this.hits = page.getByTestId('unifiedHistogramQueryHits');
  }

  /** @param space null: the default one */
  async open(state?: DiscoverState, space: string | null = getRunNames().space): Promise<void> {
    await openPage(this.page, buildDiscoverPath(state), space);
    await this.waitUntilLoaded();
  }

  async waitUntilLoaded(): Promise<void> {
    await expect(this.page.getByTestId('docTableExpandToggleColumn').first()).toBeVisible();
    await expect(this.page.getByTestId('globalLoadingIndicator-hidden')).toBeAttached({
      timeout: 60_000,
    });
  }

  /** The first value of `request.id` that is a link. */
  get linkedCell(): Locator {
    return this.grid.locator('[data-gridcell-column-id="request.id"]').getByRole('link').first();
  }

  /** Follows a link to a trace, and checks where it leads. Returns the new tab, or the same one. */
  async openTrace(link: Locator, id: string): Promise<Page> {
    const [opened] = await Promise.all([
      this.page
        .context()
        .waitForEvent('page', { timeout: 5_000 })
        .catch(() => this.page),
      link.click(),
    ]);
    await expect(opened).toHaveURL(
      new RegExp(`/s/${getRunNames().space}/app/requestTrace/trace\\?.*${id}`)
    );
    return opened;
  }

  /** Number of documents that the page says it found. */
  async readHitCount(): Promise<number> {
    await expect(this.hits).toBeVisible();
    return Number.parseInt(((await this.hits.textContent()) ?? '').replaceAll(',', ''), 10);
  }

  async expandRow(row = 0): Promise<void> {
    await this.page.getByTestId('docTableExpandToggleColumn').nth(row).click();
    await expect(this.flyout).toBeVisible();
  }

  openTab(name: string | RegExp, within: Locator | Page = this.page): Locator {
    return within.getByRole('tab', { name });
  }
}
