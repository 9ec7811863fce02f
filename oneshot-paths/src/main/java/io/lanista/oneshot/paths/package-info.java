/**
 * One-shot search by single paths: SPOS (Guo et al., 2020) and FairNAS (Chu et al., 2021). Every batch trains one architecture, or a
 * few, of the supernet; there are no architecture parameters. An evolutionary search over the shared weights comes afterwards, and
 * its best architecture is exported. ENAS (Pham et al., 2018) draws its paths by a policy that learns from them.
 * Elastic supernets after Once-for-All (Cai et al., 2020) train the largest architecture, the smallest and some between for every batch.
 */
@NullMarked
package io.lanista.oneshot.paths;

import org.jspecify.annotations.NullMarked;
