package io.lanista.dashboard.view;

import io.lanista.djl.train.TestAnswers;
import java.util.Base64;

/** What a winner answers for test data, as the page reads it. */
final class QualityJson {
    private final TestAnswers answers;

    QualityJson(TestAnswers answers) {
        this.answers = answers;
    }

    void write(Json json) {
        json.put("examples", (long) answers.examples());
        if (answers.classes().isEmpty()) {
            json.objects("numbers", answers.numbers(), (to, numbers) -> {
                to.list("targets", list -> numbers.targets().forEach(number -> list.add((double) number)));
                to.list("predictions", list -> numbers.predictions().forEach(number -> list.add((double) number)));
            });
        } else {
            json.put("classes", answers.classes());
            json.list(
                    "counts",
                    list -> answers.counts()
                            .forEach(count -> list.list(one ->
                                    one.add(count.label()).add(count.answer()).add(count.examples()))));
            json.objects("mistakes", answers.mistakes(), QualityJson::mistake);
        }
    }

    private static void mistake(Json json, TestAnswers.Mistake mistake) {
        json.put("example", (long) mistake.example());
        json.put("label", (long) mistake.label());
        json.put("answer", (long) mistake.answer());
        json.put("probability", mistake.probability());
        mistake.picture()
                .ifPresent(picture -> json.object("picture", to -> {
                    to.put("channels", (long) picture.channels());
                    to.put("height", (long) picture.height());
                    to.put("width", (long) picture.width());
                    to.put("pixels", Base64.getEncoder().encodeToString(picture.pixels()));
                }));
    }
}
