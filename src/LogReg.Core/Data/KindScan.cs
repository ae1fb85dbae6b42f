namespace LogReg.Data;

/// <summary>
/// Finds out the kinds and levels of columns by every row of a file, as reading a table does, without keeping the rows: memory grows with the number of
/// different texts only, and a column of too many is given up.
/// </summary>
internal sealed class KindScan
{
    /// <summary>The most levels that a column may have.</summary>
    public const int MostLevels = 65_536;

    private readonly ReadPlan _plan;
    private readonly LevelTable?[] _levels;
    private readonly bool[] _turnedText;
    private readonly bool[] _hasTooMany;
    private readonly DataException?[] _notFinite;
    private readonly CancellationTokenSource _stop;

    private KindScan(ReadPlan plan, CancellationTokenSource stop)
    {
        _plan = plan;
        _stop = stop;
        _levels = [.. plan.Columns.Select(column => column.Kind == ColumnKind.Categorical ? new LevelTable() : null)];
        _turnedText = new bool[plan.Columns.Count];
        _hasTooMany = new bool[plan.Columns.Count];
        _notFinite = new DataException?[plan.Columns.Count];
    }

    /// <summary>Reads the file as often as it takes: again for the columns in which a text turns up late, and where a column has too many levels.</summary>
    /// <param name="source">The file.</param>
    /// <param name="requests">The columns; those of a known kind other than categorical need no look.</param>
    /// <param name="progress">Told how far the reading is, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The same columns with their kinds and sorted levels, to be read by; a categorical one of too many levels has none.</returns>
    /// <exception cref="DataException">Something is wrong with the file.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static IReadOnlyList<ColumnRequest> Run(
        CsvSource source, IReadOnlyList<ColumnRequest> requests, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        var found = requests.ToDictionary(request => request.Name);
        ReadPlan plan = TableReader.GuessKinds(
            ReadPlan.Create(source, [.. requests.Where(request => request.Kind is ColumnKind.Inferred or ColumnKind.Categorical)]));
        while (plan.Columns.Count > 0)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var scan = new KindScan(plan, stop);
            try
            {
                SegmentPipeline.Run(plan, source.UsefulThreads, () => new Worker(scan), progress, stop.Token);
            }
            catch (OperationCanceledException) when (scan._hasTooMany.Contains(true) && !cancellationToken.IsCancellationRequested)
            {
            }

            plan = scan.Conclude(found);
        }

        return [.. requests.Select(request => found[request.Name])];
    }

    // What is left to find out after a pass.
    private ReadPlan Conclude(Dictionary<string, ColumnRequest> found)
    {
        bool isWhole = !_hasTooMany.Contains(true);
        ThrowIfNotFinite(isWhole);
        var left = new List<PlannedColumn>();
        for (int column = 0; column < _levels.Length; column++)
        {
            PlannedColumn planned = _plan.Columns[column];
            string name = planned.Request.Name;
            if (_hasTooMany[column])
            {
                found[name] = new ColumnRequest(name, ColumnKind.Categorical);
            }
            else if (_turnedText[column])
            {
                left.Add(planned with { Kind = ColumnKind.Categorical });
            }
            else if (!isWhole)
            {
                left.Add(planned);
            }
            else
            {
                found[name] = new ColumnRequest(name, planned.Kind, _levels[column] is LevelTable levels ? LevelOrder.Sort(levels, out _) : null);
            }
        }

        return _plan with { Columns = left };
    }

    private void ThrowIfNotFinite(bool isWhole)
    {
        DataException? error = _notFinite.Where((_, column) => isWhole && !_turnedText[column]).OfType<DataException>().MinBy(exception => exception.Line);
        if (error is not null)
        {
            throw error;
        }
    }

    private void Commit(ParsedRows rows, Segment segment, long firstLine)
    {
        for (int column = 0; column < _levels.Length; column++)
        {
            switch (rows.Columns[column])
            {
                case NumericBuffer buffer:
                    _turnedText[column] |= buffer.TurnedText;
                    _notFinite[column] ??= buffer.NotFinite?.ToException(_plan.Source.Name, firstLine, segment.Bytes);
                    break;
                case CategoricalBuffer buffer:
                    LevelTable levels = _levels[column]!;
                    for (int code = buffer.TableCodes.Count; code < buffer.Levels.Count; code++)
                    {
                        buffer.TableCodes.Add(levels.GetOrAdd(buffer.Levels.Utf8(code)));
                    }

                    _hasTooMany[column] = levels.Count > MostLevels;
                    break;
            }
        }

        if (_hasTooMany.Contains(true))
        {
            _stop.Cancel();
        }
    }

    private sealed class Worker : SegmentWorker
    {
        private readonly KindScan _scan;
        private readonly SegmentParser _parser;
        private readonly ParsedRows _rows;

        public Worker(KindScan scan)
        {
            _scan = scan;
            _parser = new SegmentParser(scan._plan);
            _rows = new ParsedRows(scan._plan);
        }

        public override ParsedRows Parse()
        {
            _parser.Parse(Segment.Buffer.AsMemory(0, Segment.Length), _rows);
            return _rows;
        }

        public override void Commit(long firstRow, long firstLine) => _scan.Commit(_rows, Segment, firstLine);
    }
}
