/** What strategies have in common; each bundle holds a copy of this package, since bundles of strategies don't depend on each other. */
@NullMarked
package io.lanista.strategy.parts;

import org.jspecify.annotations.NullMarked;
