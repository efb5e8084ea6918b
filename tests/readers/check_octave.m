% Checks a sample results file by Octave's own load(): all that is in it must come.
% usage: octave-cli check_octave.m FILE.h5   (as written by write_sample)
1;

function expect(what, holds)
    if !holds
        printf("octave: wrong: %s\n", what);
        exit(1);
    end
end

results = load(argv(){1});
spikes = results.spikes;
expect("spikes of exc", numel(spikes.exc.timestamps) > 100);
expect("ids of exc", numel(spikes.exc.node_ids) == numel(spikes.exc.timestamps));
expect("type of the ids", isa(spikes.exc.node_ids, "uint64"));
expect("times in the run", all(spikes.exc.timestamps >= 0 & spikes.exc.timestamps < 500));
expect("no spikes of silent", isempty(spikes.silent.timestamps));
expect("no ids of silent", isempty(spikes.silent.node_ids));

% Octave counts dimensions from the other end.
report = results.report.cells_v;
expect("shape of v", isequal(size(report.data), [3, 1000]));
expect("v at the start", all(report.data(:, 1) == -60));
expect("neurons", isequal(double(report.node(:)'), [0, 3, 17]));
expect("extent", isequal(report.mapping.time(:)', [0, 500, 0.5]));

expect("rate", numel(results.rates.rate.rate) == 100);
expect("counts", sum(double(results.counts.count.count)) == 190);
expect("number of samples", double(results.statistics.cells_v.n) == 5000);
