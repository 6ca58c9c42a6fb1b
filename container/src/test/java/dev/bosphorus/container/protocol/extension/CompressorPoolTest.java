package dev.bosphorus.container.protocol.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class CompressorPoolTest {

    private final CompressorPool pool = new CompressorPool(-1, 2);

    @Test
    void whatIsGivenBackIsLentAgain() {
        Deflater deflater = pool.takeDeflater();
        Inflater inflater = pool.takeInflater();
        pool.give(deflater);
        pool.give(inflater);
        assertThat(pool.takeDeflater()).isSameAs(deflater);
        assertThat(pool.takeInflater()).isSameAs(inflater);
        assertThat(pool.takeDeflater()).isNotSameAs(deflater);
        assertThat(pool.takeInflater()).isNotSameAs(inflater);
    }

    @Test
    void whatIsGivenBackKeepsNothing() {
        Deflater deflater = pool.takeDeflater();
        deflater.setInput(new byte[100]);
        deflater.deflate(new byte[3], 0, 3, Deflater.SYNC_FLUSH);
        pool.give(deflater);
        assertThat(pool.takeDeflater().getBytesRead()).isZero();
        assertThat(deflater.deflate(new byte[100])).isZero();
    }

    @Test
    void moreThanACoupleOfDozensAreEnded() {
        List<Deflater> deflaters = new ArrayList<>();
        List<Inflater> inflaters = new ArrayList<>();
        for (int i = 0; i < 33; i++) {
            deflaters.add(pool.takeDeflater());
            inflaters.add(pool.takeInflater());
        }
        deflaters.forEach(pool::give);
        inflaters.forEach(pool::give);
        assertThatThrownBy(deflaters.get(32)::getTotalIn).hasMessageContaining("closed");
        assertThatThrownBy(inflaters.get(32)::getTotalIn).hasMessageContaining("closed");
        assertThat(deflaters.get(31).getTotalIn()).isZero();
    }

    @Test
    void parkedContextCanBeTakenBackOnce() {
        CompressorPool.Context context = pool.newContext();
        pool.park(context);
        assertThat(pool.unpark(context)).isTrue();
        assertThat(pool.unpark(context)).isFalse();
        pool.park(context);
        assertThat(pool.unpark(context)).isTrue();
    }

    @Test
    void contextParkedFirstGivesWay() {
        CompressorPool.Context first = pool.newContext();
        CompressorPool.Context second = pool.newContext();
        CompressorPool.Context third = pool.newContext();
        pool.park(first);
        pool.park(second);
        pool.park(third);
        assertThat(pool.unpark(first)).isFalse();
        assertThat(pool.unpark(second)).isTrue();
        assertThat(pool.unpark(third)).isTrue();
        assertThat(pool.takeDeflater()).isSameAs(first.deflater);
    }

    @Test
    void busyContextKeepsItsPlace() {
        CompressorPool.Context idle = pool.newContext();
        CompressorPool.Context busy = pool.newContext();
        pool.park(idle);
        for (int i = 0; i < 10; i++) {
            pool.park(busy);
            assertThat(pool.unpark(busy)).isTrue();
        }
        assertThat(pool.unpark(idle)).isTrue();
    }

    @Test
    void contextWhoseDeflaterIsInAnothersUseCannotBeTakenBack() {
        CompressorPool ofOne = new CompressorPool(-1, 1);
        CompressorPool.Context old = ofOne.newContext();
        ofOne.park(old);
        ofOne.park(ofOne.newContext());
        CompressorPool.Context reuser = ofOne.newContext();
        assertThat(reuser.deflater).isSameAs(old.deflater);
        ofOne.park(reuser);
        assertThat(ofOne.unpark(old)).isFalse();
        assertThat(ofOne.unpark(reuser)).isTrue();
    }
}
