namespace LogReg.Data;

/// <summary>
/// Finds out the kinds and levels of columns by every row of a file, as reading a table does, without keeping the rows: memory grows with
/// the number of different texts only, and a column of too many is given up.
/// </summary>
internal sealed class KindScan
{
    private readonly ReadPlan _plan;
    private readonly LevelTable?[] _levels;
    private readonly CellCensus[] _census;
    private readonly bool[] _hasTooMany;
    private readonly RepeatedHeaders _repeatedHeaders = new();
    private long _rows;
    private readonly DataException?[] _notFinite;
    private readonly NumberForm[] _forms;
    private readonly CancellationTokenSource _stop;

    private KindScan(ReadPlan plan, CancellationTokenSource stop)
    {
        _plan = plan;
        _stop = stop;
        _levels = [.. plan.Columns.Select(column => column.Kind == ColumnKind.Categorical ? new LevelTable() : null)];
        _census = [.. plan.Columns.Select(_ => new CellCensus())];
        _hasTooMany = new bool[plan.Columns.Count];
        _notFinite = new DataException?[plan.Columns.Count];
        _forms = [.. plan.Columns.Select(_ => new NumberForm())];
    }

    /// <summary>Reads the file as often as it takes: again for the columns in which a text turns up late, and where a column has too many
    /// levels.</summary>
    /// <param name="reader">Reads the source.</param>
    /// <param name="requests">The columns; numeric, categorical or inferred.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The same columns with their kinds and sorted levels, to be read by, and notes on them; a categorical column with too many
    /// levels has none.</returns>
    /// <exception cref="DataException">Something is wrong with the file.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static KindScanResult Run(
        RowReader reader, IReadOnlyList<ColumnRequest> requests, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        var result = new KindScanResult(requests.ToDictionary(request => request.Name), reader.HeaderNames)
        {
            LayoutNotes = reader.LayoutNotes,
        };
        ReadPlan plan = reader.GuessKinds(
            ReadPlan.Create(
                reader,
                [.. requests.Where(request => request.Kind is ColumnKind.Inferred or ColumnKind.Categorical or ColumnKind.Numeric)]) with
            {
                FindsNotations = true,
            });

        // Columns that were read as numbers and turned out to be text: what their texts are is known.
        var settled = new HashSet<string>();
        var turned = new Dictionary<string, ReadNote>();
        var notations = new ScanNotations(reader);
        while (plan.Columns.Count > 0)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var scan = new KindScan(plan, stop);
            try
            {
                scan._rows = reader.Run(plan, null, reader.Threads, () => new Worker(scan), progress, stop.Token);
            }
            catch (OperationCanceledException) when (scan._hasTooMany.Contains(true) && !cancellationToken.IsCancellationRequested)
            {
            }

            plan = scan.Conclude(result, settled, turned, notations);
            plan = plan.Columns.Count > 0 ? plan : plan with { Columns = notations.Settle() };
        }

        foreach ((string name, string example) in notations.Doubts)
        {
            result.Add(ColumnNotes.OfDoubt(name, example));
        }

        return result;
    }

    // What is left to find out after a pass.
    private ReadPlan Conclude(
        KindScanResult result, HashSet<string> settled, Dictionary<string, ReadNote> turned, ScanNotations notations)
    {
        bool isWhole = !_hasTooMany.Contains(true);
        ThrowIfNotFinite(isWhole);
        var left = new List<PlannedColumn>();
        for (int column = 0; column < _levels.Length; column++)
        {
            PlannedColumn planned = _plan.Columns[column];
            string name = planned.Request.Name;
            int place = column;
            if (_levels[column] is LevelTable levels && (isWhole || _hasTooMany[column])
                && notations.AsNumbers(planned, levels, _hasTooMany[column]) is PlannedColumn numbers)
            {
                left.Add(numbers);
            }
            else if (_hasTooMany[column] && planned.IsInferred && ColumnNotes.MayBeNumbers(_levels[column]!) && settled.Add(name))
            {
                // The first rows held texts, and hardly any other does: as numbers it needs no levels.
                left.Add(planned with { Kind = ColumnKind.Numeric });
            }
            else if (_hasTooMany[column])
            {
                result.Settle(new ColumnRequest(name, ColumnKind.Categorical), turned.TryGetValue(name, out ReadNote? note) ? [note] : []);
            }
            else if (planned.DetectsNotation && isWhole)
            {
                if (!notations.TryTake(
                    planned,
                    _census[column].Detector ?? new NotationDetector(),
                    notation => SettleNoted(result, place, notation),
                    () => result.Settle(new ColumnRequest(name, ColumnKind.Categorical), StraysOf(place))))
                {
                    left.AddRange(SettleStrays(result, column, turned));
                }
            }
            else if (!planned.DetectsNotation && IsText(column, isWhole))
            {
                settled.Add(name);
                turned[name] = ColumnNotes.OfTurned(name, _census[column]);
                left.Add(planned with { Kind = ColumnKind.Categorical });
            }
            else if (!isWhole)
            {
                left.Add(planned);
            }
            else if (notations.IsOpen(planned, _census[column]))
            {
                left.Add(planned with { Kind = ColumnKind.Categorical });
            }
            else if (_levels[column] is LevelTable texts
                && notations.TryTake(
                    planned, texts, notation => SettleNoted(result, place, notation), () => Settle(result, place, texts)))
            {
                continue;
            }
            else if (planned.IsInferred && _levels[column] is LevelTable mixed && ColumnNotes.MayBeNumbers(mixed) && settled.Add(name))
            {
                left.Add(planned with { Kind = ColumnKind.Numeric });
            }
            else
            {
                Settle(result, column, _levels[column]);
                if (_levels[column] is null)
                {
                    notations.Add(planned, _forms[column]);
                }
            }
        }

        if (isWhole)
        {
            result.RepeatedHeader = _repeatedHeaders.Note;
        }

        return _plan with { Columns = left };
    }

    private void Settle(KindScanResult result, int column, LevelTable? found)
    {
        PlannedColumn planned = _plan.Columns[column];
        string name = planned.Request.Name;
        LevelTable? levels = found is null ? null : LevelOrder.Sort(found, out _);
        var request = new ColumnRequest(name, planned.Kind, levels) { Notation = planned.Request.Notation };
        result.Settle(request, Notes(column, new ColumnInfo(name, planned.Kind, levels)));
    }

    private void SettleNoted(KindScanResult result, int column, NumberNotation notation)
    {
        string name = _plan.Columns[column].Request.Name;
        ReadNote? errors = ColumnNotes.OfErrors(name, _census[column], _rows);
        ReadNote[] notes = [.. errors is null ? Array.Empty<ReadNote>() : [errors], ColumnNotes.OfNotation(name, notation)];
        result.Settle(new ColumnRequest(name, ColumnKind.Numeric) { Notation = notation }, notes);
    }

    // Beside numbers in a notation, a few texts are mistakes, as they are in a table; else the column is one of levels.
    private PlannedColumn[] SettleStrays(KindScanResult result, int column, Dictionary<string, ReadNote> turned)
    {
        PlannedColumn planned = _plan.Columns[column];
        string name = planned.Request.Name;
        if (StraysOf(column) is [ReadNote strays])
        {
            result.Settle(new ColumnRequest(name, ColumnKind.Categorical), [strays]);
            return [];
        }

        if (_census[column].Strays > 0)
        {
            turned[name] = ColumnNotes.OfTurned(name, _census[column]);
        }

        return [planned with { Kind = ColumnKind.Categorical, Notation = planned.Request.Notation, DetectsNotation = false }];
    }

    private ReadNote[] StraysOf(int column)
    {
        PlannedColumn planned = _plan.Columns[column];
        var info = new ColumnInfo(planned.Request.Name, ColumnKind.Numeric, null);
        return ColumnNotes.OfNotedStrays(info, _census[column], _rows, planned.Notation!) is ReadNote note ? [note] : [];
    }

    private bool IsText(int column, bool isWhole) => _plan.Columns[column] is { IsInferred: true, Kind: ColumnKind.Numeric }
        && (isWhole ? _census[column].IsText(_rows) : _census[column].IsCertainlyText);

    private IEnumerable<ReadNote> Notes(int column, ColumnInfo info)
    {
        bool isInferred = _plan.Columns[column].IsInferred;
        ReadNote? ofLevels = isInferred && info.Levels is LevelTable levels && _rows > 0
            ? ColumnNotes.OfLevels(info.Name, levels, [.. levels.Select(_ => 1L)], placeOf: null, _plan.Reader.Conventions)
            : null;
        ReadNote?[] notes =
        [
            ColumnNotes.OfErrors(info.Name, _census[column], _rows),
            ColumnNotes.OfRounded(info, _census[column]),
            info.Kind == ColumnKind.Numeric && Notation(column) is NumberNotation notation
                ? ColumnNotes.OfNotation(info.Name, notation)
                : null,
            isInferred ? ColumnNotes.OfNones(info, _census[column], _plan.Reader.MissingValues) : null,
            isInferred ? ColumnNotes.OfDates(info, _plan.Columns[column].Request) : null,
            isInferred ? ColumnNotes.OfStrays(info, _census[column], _rows) : null,

            // How many cells have a level is not known here; that the texts are not few is.
            ofLevels?.Kind == ReadNoteKind.StrayTexts ? ofLevels with { Kind = ReadNoteKind.MixedTexts } : ofLevels,
        ];
        return notes.OfType<ReadNote>();
    }

    private NumberNotation? Notation(int column) =>
        _plan.Columns[column].Request.Notation ?? ColumnNotes.OfCensus(_census[column], _plan.Columns[column]);

    private void ThrowIfNotFinite(bool isWhole)
    {
        DataException? error =
            _notFinite.Where((_, column) => isWhole && !IsText(column, isWhole)).OfType<DataException>().MinBy(
                exception => exception.Place?.Number);
        if (error is not null)
        {
            throw error;
        }
    }

    private void Commit(ParsedRows rows, Batch batch, long firstRow)
    {
        _repeatedHeaders.Add(rows, batch);
        for (int column = 0; column < _levels.Length; column++)
        {
            if (rows.Columns[column].Counted is CellCensus counted)
            {
                _census[column].Add(counted, firstRow, batch);
            }

            switch (rows.Columns[column])
            {
                case NumericBuffer buffer:
                    _notFinite[column] ??= buffer.NotFinite?.ToException(_plan.Reader.Name, batch);
                    _forms[column].Add(buffer.Values.AsSpan(0, rows.RowCount));
                    break;
                case CategoricalBuffer buffer:
                    LevelTable levels = _levels[column]!;
                    for (int code = buffer.TableCodes.Count; code < buffer.Levels.Count; code++)
                    {
                        buffer.TableCodes.Add(levels.GetOrAdd(buffer.Levels.Utf8(code)));
                    }

                    _hasTooMany[column] = levels.Count > KindScanResult.MostLevels;
                    break;
            }
        }

        if (_hasTooMany.Contains(true))
        {
            _stop.Cancel();
        }
    }

    private sealed class Worker(KindScan scan) : BatchWorker
    {
        private readonly ParsedRows _rows = new(scan._plan);

        public override ParsedRows Prepare() => _rows;

        public override void Commit(Batch batch, long firstRow) => scan.Commit(_rows, batch, firstRow);
    }
}
