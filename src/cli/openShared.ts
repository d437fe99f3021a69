import { openShared as openSharedWith } from '../node/shared/openShared';
import type { OpenShared } from './sharedSetup';

/** The driver is a bundle of its own. */
export const openShared: OpenShared = (folder, hosts) => openSharedWith(folder, hosts, () => import('./database'));
