/**
 * Models, spaces, choices and experiments as text. One schema has two spellings: YAML that people write by hand, and
 * JSON that programs exchange; {@code docs/space-format.md} describes it. Reading what was written gives an equal model.
 * Whatever is wrong with a file is told in one sentence that names the file, the line, the path in it, and what is
 * allowed there.
 *
 * <pre>{@code
 * Model space = ModelText.read(Path.of("digits.yaml"), LayerCatalogue.standard()).model();
 * String json = ModelText.toJson(space);
 * }</pre>
 */
@NullMarked
package io.lanista.runtime.text;

import org.jspecify.annotations.NullMarked;
