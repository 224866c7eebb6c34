/** A locator's link as a real one: it opens in a new tab, can be copied, and a plain click stays within Kibana's page. */
import { useEffect, useState } from 'react';
import type { Locator, StartPlugins } from '../kibana_types';
import { tryOrUndefined } from '../try_or_undefined';

export const DISCOVER_APP_LOCATOR = 'DISCOVER_APP_LOCATOR';
export const SINGLE_DOCUMENT_LOCATOR = 'DISCOVER_SINGLE_DOC_LOCATOR';
export const CONTEXT_LOCATOR = 'DISCOVER_CONTEXT_APP_LOCATOR';

export interface LinkProps {
  href: string;
  onClick(event: React.MouseEvent): void;
}

/** The locator, where this Kibana has it. Never throws. */
export function getLocator(plugins: StartPlugins | undefined, id: string): Locator | undefined {
  const locator = tryOrUndefined(() => plugins?.share?.url?.locators?.get?.(id));
  return typeof locator?.getUrl === 'function' ? locator : undefined;
}

/**
 * What a link or button needs to lead there; undefined until the address is known, and without locator or params.
 * @param params must stay the same object as long as it says the same
 */
export function useLocatorLink(
  locator: Locator | undefined,
  params: object | undefined
): LinkProps | undefined {
  const [found, setFound] = useState<{ of: object; href: string }>();
  useEffect(() => {
    if (!locator || !params) return undefined;
    let isUnmounted = false;
    getLocatorUrl(locator, params).then(
      (href) => {
        if (!isUnmounted) setFound({ of: params, href });
      },
      () => {
        if (!isUnmounted) setFound(undefined);
      }
    );
    return () => {
      isUnmounted = true;
    };
  }, [locator, params]);
  if (!locator || !params || found?.of !== params) return undefined;
  return {
    href: found.href,
    onClick: (event) => {
      if (
        event.defaultPrevented ||
        event.button !== 0 ||
        event.ctrlKey ||
        event.metaKey ||
        event.shiftKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      void locator.navigate(params);
    },
  };
}

/**
 * The page's own address where it says everything. A data view that is not stored travels beside the address, in the
 * browser's history: only Kibana's redirect, which carries the params themselves, brings it into a new tab.
 */
async function getLocatorUrl(locator: Locator, params: object): Promise<string> {
  const isAdHoc =
    'dataViewSpec' in params || typeof (params as { index?: unknown }).index === 'object';
  return isAdHoc && locator.getRedirectUrl
    ? locator.getRedirectUrl(params)
    : locator.getUrl(params);
}
