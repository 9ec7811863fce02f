package io.lanista.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import io.lanista.hub.NasBench201;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.ModelAnalysis;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NetworkDrawingTest {
    private static JsonNode drawing(Model model) {
        NetworkDrawing drawing = new NetworkDrawing(model, LayerCatalogue.standard());
        return JsonMapper.shared().readTree(Json.text(drawing::write));
    }

    private static Model nasBench201() {
        SpaceProvider provider = new NasBench201();
        SearchSpace space = provider.open(Options.parse("space", provider.options(), Map.of("classes", 10)));
        return space.freeze(space.sample(new SplittableRandom(4)));
    }

    @Test
    void cellsOfOneKindAreDrawnOnceAndFoldedWhereTheyFollowOneAnother() {
        JsonNode drawing = drawing(nasBench201());
        JsonNode boxes = drawing.get("skeleton").get("boxes");

        assertThat(boxes.findValuesAsString("times")).contains("5");
        assertThat(boxes.size()).isLessThan(10);
        assertThat(drawing.get("cells").get(0).get("times").asInt()).isEqualTo(15);
    }

    @Test
    void costsOfTheBoxesAddUpToThoseOfTheNetwork() {
        Model model = nasBench201();
        ModelAnalysis analysis = ModelAnalysis.of(model, LayerCatalogue.standard());
        JsonNode drawing = drawing(model);
        long parameters = 0;
        long flops = 0;
        for (JsonNode box : drawing.get("skeleton").get("boxes")) {
            parameters += box.get("parameters").asLong();
            flops += box.get("flops").asLong();
        }
        assertThat(parameters).isEqualTo(analysis.parameters());
        assertThat(flops).isEqualTo(analysis.flops());
        assertThat(drawing.get("depth").asInt()).isEqualTo(analysis.depth());
    }

    @Test
    void everyBoxReadsBoxesOrInputsThatAreThere() {
        JsonNode drawing = drawing(nasBench201());
        checkReads(drawing.get("skeleton"));
        drawing.get("cells").forEach(NetworkDrawingTest::checkReads);
    }

    private static void checkReads(JsonNode part) {
        List<String> names = new java.util.ArrayList<>(part.get("boxes").findValuesAsString("name"));
        part.get("inputs").propertyNames().forEach(names::add);
        for (JsonNode box : part.get("boxes")) {
            box.get("reads").forEach(read -> assertThat(names).contains(read.asString()));
        }
        assertThat(names).contains(part.get("output").asString());
    }

    @Test
    void aLayerTakesItsNormalisationAndActivationIntoItsBox() {
        JsonNode boxes = drawing(Model.named("small")
                        .input("image", 3, 8, 8)
                        .then("conv", Layer.of("conv2d", "out_channels", 4, "kernel", 3))
                        .then("norm", Layer.of("batch_norm"))
                        .then("act", Layer.of("relu"))
                        .then("pool", Layer.of("max_pool2d", "kernel", 2))
                        .build())
                .get("skeleton")
                .get("boxes");

        assertThat(boxes).hasSize(2);
        assertThat(boxes.get(0).get("lines").size()).isEqualTo(3);
        assertThat(boxes.get(0).get("lines").get(0).asString()).isEqualTo("conv2d 3×3, 4");
        assertThat(boxes.get(1).get("shape").asString()).isEqualTo("4×4×4");
    }

    @Test
    void aLayerTypeThatIsNotKnownHereCostsTheShapesOnly() {
        JsonNode drawing = drawing(Model.named("own")
                .input("in", 4)
                .then("mine", Layer.of("acme_layer", "size", 3))
                .build());

        assertThat(drawing.get("problem").asString()).contains("acme_layer");
        assertThat(drawing.has("parameters")).isFalse();
        assertThat(drawing.get("skeleton")
                        .get("boxes")
                        .get(0)
                        .get("lines")
                        .get(0)
                        .asString())
                .isEqualTo("acme_layer 3");
    }
}
