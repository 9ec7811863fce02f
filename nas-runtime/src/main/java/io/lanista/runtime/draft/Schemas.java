package io.lanista.runtime.draft;

import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Option;
import io.lanista.api.space.SpaceProvider;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluator;
import io.lanista.djl.data.DataSource;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.proxy.Proxy;
import io.lanista.layer.Attribute;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.LayerType;
import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.plugin.PluginException;
import io.lanista.runtime.plugin.PluginProvider;
import io.lanista.runtime.watch.RunListenerProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON Schemas (draft 2020-12) of experiment and space files, made of what plug-ins declare. They are for editors: what a file may say
 * in the end is decided by the reader, which checks more.
 */
public final class Schemas {
    private static final Logger LOG = LoggerFactory.getLogger(Schemas.class);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Pattern RANGE =
            Pattern.compile("a (?:whole )?number(?: from (\\S+) to (\\S+)|, at least (\\S+))");
    private static final String WORDS = "one of ";
    private static final String TYPE = "type";
    private static final String OBJECT = "object";
    private static final String STRING = "string";
    private static final String PROPERTIES = "properties";
    private static final String DESCRIPTION = "description";
    private static final String CLOSED = "additionalProperties";

    private final List<PluginProvider<?>> providers;
    private final LayerCatalogue catalogue;

    private Schemas(List<PluginProvider<?>> providers, LayerCatalogue catalogue) {
        this.providers = providers.stream().filter(Schemas::describesItself).toList();
        this.catalogue = catalogue;
    }

    /** Of experiment files. */
    public static String experiment(List<PluginProvider<?>> providers, LayerCatalogue catalogue) {
        return JSON.writeValueAsString(new Schemas(providers, catalogue).experiment());
    }

    /** Of space files. */
    public static String space(LayerCatalogue catalogue) {
        Map<String, Object> schema = head("A search space of Lanista");
        schema.putAll(new Schemas(List.of(), catalogue).model());
        return JSON.writeValueAsString(schema);
    }

    private static Map<String, Object> head(String title) {
        return map("$schema", "https://json-schema.org/draft/2020-12/schema", "title", title);
    }

    private Map<String, Object> experiment() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", text("What people call the experiment."));
        properties.put(
                "space",
                map(
                        DESCRIPTION,
                        "What is searched: a file, a space that is found by name, or a space in full.",
                        "anyOf",
                        List.of(
                                map(TYPE, STRING),
                                map(
                                        TYPE,
                                        OBJECT,
                                        PROPERTIES,
                                        map("file", map(TYPE, STRING)),
                                        "required",
                                        List.of("file")),
                                byName(SpaceProvider.class, "hub", ""),
                                model())));
        properties.put("strategy", byName(Strategy.class, "name", "What searches."));
        properties.put(
                "trainer",
                byName(OneShotTrainer.class, "name", "What searches with shared weights, instead of a strategy."));
        properties.put(
                "baseline",
                whole("How many random architectures are trained beside what a trainer exported, to compare with.", 0));
        properties.put("architecture", map(DESCRIPTION, "The one architecture to try, instead of a search."));
        properties.put("evaluator", byName(Evaluator.class, "name", "What trains and scores an architecture."));
        properties.put("objective", objective());
        properties.put("budget", budget());
        properties.put("parallel", parallel());
        properties.put("seed", map(TYPE, "integer", DESCRIPTION, "Of everything that is random."));
        properties.put(
                "stopping",
                map(
                        DESCRIPTION,
                        "The rule that stops hopeless trials early.",
                        "examples",
                        List.of("median", "curve", "none")));
        properties.put(
                "duplicates",
                map(
                        DESCRIPTION,
                        "What happens to an architecture that was tried before.",
                        "enum",
                        List.of("reject", "repeat", "reuse")));
        properties.put(
                "reevaluate",
                share("The share of the trials that evaluate a contender again, with another seed.", 0.9));
        properties.putAll(rules());
        Map<String, Object> schema = head("An experiment of Lanista");
        schema.put(TYPE, OBJECT);
        schema.put("required", List.of("name", "space", "evaluator", "objective"));
        schema.put(PROPERTIES, properties);
        schema.put(CLOSED, false);
        return schema;
    }

    private static Map<String, Object> parallel() {
        return map(
                DESCRIPTION,
                "How many trials run at once; auto: as many as this machine has cores and memory for.",
                "anyOf",
                List.of(map(TYPE, "integer", "minimum", 1), map("const", "auto")));
    }

    private static Map<String, Object> share(String what, double most) {
        return map(TYPE, "number", "minimum", 0, "maximum", most, DESCRIPTION, what);
    }

    private static Map<String, Object> past() {
        Map<String, Object> runs = map(TYPE, "array", "minItems", 1, "items", map(TYPE, STRING));
        Map<String, Object> winners = map(
                TYPE,
                OBJECT,
                "required",
                List.of("winners"),
                PROPERTIES,
                map("winners", runs, "trials", map(TYPE, "integer", "minimum", 1)),
                CLOSED,
                false);
        return map(
                "oneOf",
                List.of(runs, winners),
                DESCRIPTION,
                "Runs whose trials a new run is told of beforehand, or whose winners decide its first trials.");
    }

    private Map<String, Object> rules() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("scalarisation", scalarisation());
        properties.put("plugins", plugins());
        properties.put("constraints", constraints());
        properties.put("past", past());
        properties.put("warm_start", proxies("What a proxy likes best comes first.", "draws", "trials"));
        properties.put("filter", proxies("Only what a proxy likes is trained.", "keep", "reference"));
        properties.put("executor", byName(ExecutorProvider.class, "name", "Where trials run."));
        properties.put(
                "trackers", map(TYPE, "array", "items", byName(RunListenerProvider.class, "name", "Who watches.")));
        properties.put(
                "failures",
                map(
                        TYPE,
                        OBJECT,
                        PROPERTIES,
                        map(
                                "in_a_row",
                                whole("The search gives up after so many.", 1),
                                "retries",
                                whole("How often a trial whose worker died runs again.", 0)),
                        CLOSED,
                        false));
        return properties;
    }

    /** A proxy's name, or a table with it and its numbers. */
    private static Map<String, Object> proxies(String meaning, String first, String second) {
        Map<String, Object> name = map(TYPE, STRING, "enum", Proxy.words());
        Map<String, Object> number = map(TYPE, "number");
        return map(
                DESCRIPTION,
                meaning,
                "oneOf",
                List.of(
                        name,
                        map(
                                TYPE,
                                OBJECT,
                                PROPERTIES,
                                map("proxy", name, first, number, second, number, "batch_size", number),
                                "required",
                                List.of("proxy"),
                                CLOSED,
                                false)));
    }

    /** One objective, or a list of several. */
    private static Map<String, Object> objective() {
        Map<String, Object> number = map(TYPE, "number");
        Map<String, Object> one = map(
                TYPE,
                OBJECT,
                PROPERTIES,
                map(
                        "maximize",
                        map(TYPE, STRING),
                        "minimize",
                        map(TYPE, STRING),
                        "at_least",
                        number,
                        "at_most",
                        number,
                        "reference",
                        number),
                CLOSED,
                false,
                "oneOf",
                List.of(map("required", List.of("maximize")), map("required", List.of("minimize"))));
        return map(
                DESCRIPTION,
                "The metric that counts, and which way it is better; or a list of such.",
                "anyOf",
                List.of(one, map(TYPE, "array", "minItems", 1, "items", one)));
    }

    private static Map<String, Object> scalarisation() {
        Map<String, Object> weights = map(TYPE, OBJECT, CLOSED, map(TYPE, "number"));
        return map(
                DESCRIPTION,
                "Makes one number of several objectives, by a weight for each metric.",
                TYPE,
                OBJECT,
                PROPERTIES,
                map("weighted", weights, "chebyshev", weights),
                CLOSED,
                false,
                "minProperties",
                1,
                "maxProperties",
                1);
    }

    private static Map<String, Object> plugins() {
        return map(
                DESCRIPTION,
                "Published plug-ins that it needs, such as com.acme:annealing:[1,2).",
                TYPE,
                "array",
                "items",
                map(TYPE, STRING));
    }

    private static Map<String, Object> budget() {
        return map(
                DESCRIPTION,
                "The search ends at whichever comes first.",
                TYPE,
                OBJECT,
                PROPERTIES,
                map(
                        "trials",
                        whole("How many trials.", 1),
                        "time",
                        map(DESCRIPTION, "How long, such as 90s, 10m or 1h30m."),
                        "target",
                        map(TYPE, "number", DESCRIPTION, "A value of the metric that is good enough."),
                        "trial_time",
                        map(DESCRIPTION, "How long one trial may take.")),
                CLOSED,
                false);
    }

    private static Map<String, Object> constraints() {
        Map<String, Object> bounds = new LinkedHashMap<>();
        for (String name : List.of("max_parameters", "min_parameters", "max_flops", "min_flops", "max_depth")) {
            bounds.put(name, map(TYPE, "number"));
        }
        return map(
                DESCRIPTION,
                "Architectures beyond are never trained.",
                TYPE,
                OBJECT,
                PROPERTIES,
                bounds,
                CLOSED,
                false);
    }

    /** A name, or a table with the name and the options of what is called so. */
    private Map<String, Object> byName(Class<?> spi, String key, String what) {
        List<String> names = new ArrayList<>();
        List<Object> forms = new ArrayList<>();
        for (PluginProvider<?> provider : providers) {
            if (provider.spi().type() == spi && !names.contains(provider.name())) {
                names.add(provider.name());
                Map<String, Object> properties = new LinkedHashMap<>();
                properties.put(key, map("const", provider.name(), DESCRIPTION, provider.description()));
                provider.options().forEach(option -> properties.put(option.name(), option(option)));
                forms.add(map(TYPE, OBJECT, "required", List.of(key), PROPERTIES, properties, CLOSED, false));
            }
        }
        // A name may say a version or a bundle, too.
        forms.add(map(
                TYPE, OBJECT, "required", List.of(key), PROPERTIES, map(key, map(TYPE, STRING, "pattern", "[@:]"))));
        if (key.equals("name")) {
            forms.add(0, map(TYPE, STRING, "examples", names));
        }
        return map(DESCRIPTION, what, "anyOf", forms);
    }

    /** One that can't say what it is costs the others nothing. */
    private static boolean describesItself(PluginProvider<?> provider) {
        try {
            provider.description();
            provider.options();
            return true;
        } catch (PluginException e) {
            LOG.warn("{} It is left out of the schema.", e.getMessage());
            return false;
        }
    }

    private Map<String, Object> option(Option<?> option) {
        Map<String, Object> schema = option.name().equals("data") ? data() : new LinkedHashMap<>();
        schema.put(DESCRIPTION, option.help() + " (" + option.allowed() + ")");
        Object value = option.defaultValue();
        if (option.allowed().startsWith(WORDS)) {
            schema.put(
                    "enum", List.of(option.allowed().substring(WORDS.length()).split(", ")));
        } else if (value instanceof Long) {
            schema.put(TYPE, "integer");
        } else if (value instanceof Double) {
            schema.put(TYPE, "number");
        } else if (value instanceof Boolean) {
            schema.put(TYPE, "boolean");
        } else if (value instanceof Map) {
            schema.put(TYPE, OBJECT);
        } else if (option.allowed().equals("a list")) {
            schema.put(TYPE, "array");
        }
        Matcher range = RANGE.matcher(option.allowed());
        if (range.matches()) {
            schema.put("minimum", Double.valueOf(range.group(1) == null ? range.group(3) : range.group(1)));
            if (range.group(2) != null) {
                schema.put("maximum", Double.valueOf(range.group(2)));
            }
        }
        if (value != null && !(value instanceof Map)) {
            schema.put("default", value);
        }
        return schema;
    }

    /** The options of all data sources; which of them go together is for the reader to say. */
    private Map<String, Object> data() {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> names = providers.stream()
                .filter(provider -> provider.spi().type() == DataSource.class)
                .map(PluginProvider::name)
                .toList();
        properties.put(
                "source", map(DESCRIPTION, "Where the data come from; a path tells it mostly.", "examples", names));
        for (PluginProvider<?> provider : providers) {
            if (provider.spi().type() == DataSource.class) {
                provider.options().forEach(option -> properties.putIfAbsent(option.name(), option(option)));
            }
        }
        DataSources.splitting().forEach(option -> properties.putIfAbsent(option.name(), option(option)));
        return map(PROPERTIES, properties);
    }

    private Map<String, Object> model() {
        Map<String, Object> layer = new LinkedHashMap<>();
        catalogue.types().values().forEach(type -> layer.put(type.name(), type(type)));
        layer.put("name", text("What the node is called."));
        layer.put("layer", text("The type of the layer, with its attributes beside."));
        layer.put("reads", map(TYPE, "array", DESCRIPTION, "The nodes that it reads; the one before by default."));
        layer.put("choice", text("The label of a decision between candidates."));
        layer.put("of", map(DESCRIPTION, "The candidates, by name."));
        layer.put("repeat", text("The label of a decision how often layers are repeated."));
        layer.put("input_choice", text("The label of a decision which inputs are read."));
        layer.put("cell", map(DESCRIPTION, "A cell of nodes, operations and predecessors."));
        return map(
                TYPE,
                OBJECT,
                "required",
                List.of("layers"),
                PROPERTIES,
                map(
                        "name",
                        text("What people call the space."),
                        "input",
                        map(
                                TYPE,
                                OBJECT,
                                DESCRIPTION,
                                "The name and the shape of the input, as in {image: [1, 28, 28]}."),
                        "settings",
                        map(
                                TYPE,
                                OBJECT,
                                DESCRIPTION,
                                "How networks are trained, such as a learning_rate that is searched."),
                        "definitions",
                        map(TYPE, OBJECT),
                        "layers",
                        map(
                                TYPE,
                                "array",
                                "items",
                                map(
                                        "anyOf",
                                        List.of(
                                                map(
                                                        TYPE,
                                                        STRING,
                                                        "examples",
                                                        List.copyOf(catalogue
                                                                .types()
                                                                .keySet())),
                                                map(TYPE, OBJECT, PROPERTIES, layer))))));
    }

    private static Map<String, Object> type(LayerType type) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (Attribute attribute : type.attributes()) {
            Map<String, Object> schema = new LinkedHashMap<>();
            List<Object> words = new ArrayList<>(attribute.words());
            schema.put(
                    DESCRIPTION,
                    attribute.kind().name().toLowerCase(Locale.ROOT)
                            + (attribute.defaultValue() != null
                                    ? ", default " + attribute.defaultValue()
                                    : attribute.derived().isEmpty()
                                            ? ", has to be given"
                                            : ", default: " + attribute.derived()));
            if (!words.isEmpty()) {
                schema.put("examples", words);
            }
            attributes.put(attribute.name(), schema);
        }
        return map(DESCRIPTION, type.description(), PROPERTIES, attributes);
    }

    private static Map<String, Object> text(String what) {
        return map(TYPE, STRING, DESCRIPTION, what);
    }

    private static Map<String, Object> whole(String what, int least) {
        return map(TYPE, "integer", "minimum", least, DESCRIPTION, what);
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
