/**
 * Models, spaces, choices and experiments as text. One schema has two spellings: YAML that people write by hand, and
 * JSON that programs exchange; {@code docs/space-format.md} describes it. Reading what was written gives an equal model.
 * An error in a file is reported in one sentence that names the file, the line, the path in it, and what is
 * allowed there.
 *
 * <pre>{@code
 * Model space = ModelText.read(Path.of("digits.yaml"), LayerCatalogue.standard()).model();
 * String json = ModelText.toJson(space);
 * }</pre>
 */
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.runtime.text;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
