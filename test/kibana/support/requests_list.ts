/** The app's first page as a reader uses it, and what its route answers. */
import type { Locator, Page } from '@playwright/test';
import type { RequestsResponse } from '../../../common/model/request_summary';
import { getRunNames } from './environment';
import { callKibana } from './kibana_api';
import { expect, openPage } from './fixtures';

export async function fetchRequests(query: Record<string, string> = {}): Promise<RequestsResponse> {
  const parameters = new URLSearchParams({
    index: getRunNames().index,
    diagnose: 'false',
    ...query,
  });
  return callKibana<RequestsResponse>('GET', `/api/request_trace/requests?${parameters}`, {
    space: getRunNames().space,
  });
}

export const buildHomePath = (query: Record<string, string> = {}): string =>
  `/app/requestTrace/?${new URLSearchParams({ dataView: getRunNames().dataView, ...query })}`;

export class RequestsList {
  readonly rows: Locator;
  readonly links: Locator;
  readonly count: Locator;
  readonly outcome: Locator;

  constructor(readonly page: Page) {
    this.rows = page.getByTestId('requestTraceRequest');
    this.links = page.getByTestId('requestTraceRequestLink');
    this.count = page.getByTestId('requestTraceRequestsCount');
    this.outcome = page.getByTestId('requestTraceOutcomeFilter');
  }

  async open(query?: Record<string, string>): Promise<void> {
    await openPage(this.page, buildHomePath(query), getRunNames().space);
    await this.waitUntilSettled();
  }

  /** All rows are there, and so are their outcomes. */
  async waitUntilSettled(): Promise<void> {
    await expect(this.count).toContainText('From the audit log', { timeout: 60_000 });
    await expect(this.page.getByTestId('requestTraceOutcome-looking')).toHaveCount(0, {
      timeout: 60_000,
    });
  }

  /** The list has come to show this many of all requests. */
  async expectTotal(total: number): Promise<void> {
    await expect(this.count).toContainText(
      new RegExp(` of ${total.toLocaleString('en-US')} requests? `),
      { timeout: 60_000 }
    );
  }
}

/** What the address holds, the query's parameters. */
export const readQuery = (page: Page): URLSearchParams => new URL(page.url()).searchParams;
