import React from 'react';
import ReactDOM from 'react-dom';
import { EuiLink } from '@elastic/eui';
import type { Locator } from '../kibana_types';

/** A link within one of Kibana's toasts, which take a function that draws. */
export function mountToastLink(
  locator: Locator,
  params: object,
  text: string
): (element: HTMLElement) => () => void {
  return (element) => {
    const render = (href?: string): void => {
      ReactDOM.render(
        <EuiLink
          href={href}
          data-test-subj="requestTraceSavedOpen"
          onClick={(event: React.MouseEvent) => {
            if (
              event.button !== 0 ||
              event.ctrlKey ||
              event.metaKey ||
              event.shiftKey ||
              event.altKey
            )
              return;
            event.preventDefault();
            void locator.navigate(params);
          }}
        >
          {text}
        </EuiLink>,
        element
      );
    };
    let isUnmounted = false;
    render();
    // a real address, so that the link can be opened in a new tab; the click works without it
    locator.getUrl(params).then(
      (href) => {
        if (!isUnmounted) render(href);
      },
      () => undefined
    );
    return () => {
      isUnmounted = true;
      ReactDOM.unmountComponentAtNode(element);
    };
  };
}
