package io.lanista.bench;

import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A space of six architectures, a table of their results, and strategies whose results can be worked out by hand. */
final class SmallTable {
    /** Rows in the order of {@link SearchSpace#enumerate}: the objective rises, the report has its best in the last row. */
    static final String DIGITS = """
            ops,valid,test,n0,n1,time
            00,10,1,9,11,5
            01,20,2,19,21,5
            10,30,3,29,,5
            11,40,4,39,41,10
            20,50,5,49,51,10
            21,60,6,,,10
            """;

    private SmallTable() {}

    static SearchSpace space() {
        return SearchSpace.of(Model.named("small")
                .input("x", 1)
                .setting("a", Value.choice("a", "p", "q", "r"))
                .setting("b", Value.choice("b", 1, 2))
                .build());
    }

    static ResultsTable table(Path folder, String text) throws IOException {
        Path file = folder.resolve("table.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return ResultsTable.read(file);
    }

    /** Tries everything in order, each architecture so many times, and is done then. */
    record InOrder(int times) implements Strategy {
        @Override
        public String name() {
            return "in-order";
        }

        @Override
        public Search open(SearchRequest request) {
            List<Choices> all = request.space().enumerate().toList();
            return new Search() {
                private int asked;

                @Override
                public Answer ask(Ask ask) {
                    int next = asked++ / times;
                    return next < all.size() ? Answer.tryOut(all.get(next)) : Answer.DONE;
                }

                @Override
                public void tell(int trial, Outcome outcome) {}
            };
        }
    }

    /** Draws evenly, with repeats. */
    record Drawing() implements Strategy {
        @Override
        public String name() {
            return "drawing";
        }

        @Override
        public Search open(SearchRequest request) {
            return new Search() {
                @Override
                public Answer ask(Ask ask) {
                    return Answer.tryOut(request.space().sample(ask.random()));
                }

                @Override
                public void tell(int trial, Outcome outcome) {}
            };
        }
    }
}
