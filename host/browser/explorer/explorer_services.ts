import type { CoreStart } from '../../../public/kibana_types';
import type { Plugins } from '../services/plugins';
import type { Theme } from '../services/theme';

/** What the explorer uses of the host. */
export interface ExplorerServices {
  core: CoreStart;
  plugins: Plugins;
  theme: Theme;
}
