/** Kibana's Discover as a reader uses it. */
import type { Locator, Page } from '@playwright/test';
import { names } from './environment';
import { RANGE } from './sample';
import { expect, open } from './test';

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
const rison = (text: string): string => `'${text.replace(/[!']/g, '!$&')}'`;

export function discoverPath({
  query = '',
  columns = ['message'],
  from = RANGE.from,
  to = RANGE.to,
  savedSearch,
  dataView = names().dataView,
}: DiscoverState = {}): string {
  const time = `_g=(time:(from:${rison(from)},to:${rison(to)}))`;
  if (savedSearch) return `/app/discover#/view/${savedSearch}?${time}`;
  const state = `(index:${rison(dataView)},columns:!(${columns.map(rison).join(',')}),query:(language:kuery,query:${rison(query)}),sort:!(!('@timestamp',asc)))`;
  return `/app/discover#/?${time}&_a=${encodeURIComponent(state)}`;
}

export class Discover {
  readonly grid: Locator;
  readonly flyout: Locator;
  readonly hits: Locator;

  constructor(readonly page: Page) {
    this.grid = page.getByTestId('discoverDocTable');
    this.flyout = page.getByTestId('docTableDetailsFlyout');
    this.hits = page.getByTestId('unifiedHistogramQueryHits');
  }

  /** @param space null: the default one */
  async open(state?: DiscoverState, space: string | null = names().space): Promise<void> {
    await open(this.page, discoverPath(state), space);
    await this.loaded();
  }

  async loaded(): Promise<void> {
    await expect(this.page.getByTestId('docTableExpandToggleColumn').first()).toBeVisible();
    await expect(this.page.getByTestId('globalLoadingIndicator-hidden')).toBeAttached({
      timeout: 60_000,
    });
  }

  /** Number of documents that the page says it found. */
  async hitCount(): Promise<number> {
    await expect(this.hits).toBeVisible();
    return Number.parseInt(((await this.hits.textContent()) ?? '').replaceAll(',', ''), 10);
  }

  async expand(row = 0): Promise<void> {
    await this.page.getByTestId('docTableExpandToggleColumn').nth(row).click();
    await expect(this.flyout).toBeVisible();
  }

  tab(name: string | RegExp, within: Locator | Page = this.page): Locator {
    return within.getByRole('tab', { name });
  }
}
