using LogReg.Data;
using LogReg.Design;
using LogReg.Equations;
using LogReg.Storage;

namespace LogReg.Terms;

/// <summary>
/// The terms of a model, and where each has its design columns, parameters and names. Column 0 belongs to the intercept; the numeric
/// columns of all terms follow, then the levels of each categorical term, including reference levels. Parameters are the columns that have
/// a coefficient, term by term: of columns that depend on each other, solvers leave out the later one, and in this order it is the one that
/// R leaves out.
/// </summary>
/// <remarks>A coefficient on the original scale is b_j = β_j/s_j, with the intercept b_0 = β_0 − Σ β_j·m_j/s_j, where m_j and s_j are the
/// mean and the scale of the column.</remarks>
internal sealed class TermLayout
{
    private readonly Term[] _terms;
    private readonly int[] _firstColumns;
    private readonly int[] _parameterColumns;
    private readonly string[] _names;
    private readonly double[] _scales;
    private readonly double[] _means;

    /// <param name="features">The features, in the order of the columns of the data.</param>
    /// <param name="terms">Creates the terms that read the cells of the features; <see langword="null"/> for the term of each feature by
    /// itself.</param>
    public TermLayout(IReadOnlyList<Feature> features, Func<IReadOnlyList<FeatureCells>, IEnumerable<Term>>? terms = null)
    {
        Features = [.. features];
        HasOwnTerms = terms is not null;
        Cells = [.. features.Select((feature, place) => feature.CreateCells(place))];
        _terms = [.. terms?.Invoke(Cells) ?? Cells.Select(cells => cells.CreateTerm())];
        foreach (TermFactor factor in _terms.OfType<FactorTerm>().SelectMany(term => term.Factors))
        {
            factor.Cells.Add(factor);
        }

        _firstColumns = new int[_terms.Length];
        DenseColumnCount = Place(1, isDense: true) - 1;
        ColumnCount = Place(DenseColumnCount + 1, isDense: false);
        (Term Term, TermParameter Parameter, int First)[] parameters =
            [.. _terms.Zip(_firstColumns).SelectMany(
                pair => pair.First.Parameters.Select(parameter => (pair.First, parameter, pair.Second)))];
        _parameterColumns = [0, .. parameters.Select(one => one.First + one.Parameter.Place)];
        _names = [Coefficients.InterceptName, .. parameters.Select(one => one.Parameter.Name)];
        _scales = [1, .. parameters.Select(one => one.Parameter.Scale)];
        _means = [0, .. parameters.Select(one => one.Parameter.Mean)];
        Descriptions =
            [new CoefficientDescription(Coefficients.InterceptName, null), .. parameters.Select(one => one.Parameter.Description)];
        Indicators = Descriptions.Index().Where(pair => pair.Item.IsOfMissing).Select(pair => pair.Index).ToHashSet();
        Groups = [.. CreateGroups()];
    }

    /// <summary>The features, in the order of the columns of the data.</summary>
    public IReadOnlyList<Feature> Features { get; }

    /// <summary>Whether a formula says what the terms are; otherwise each feature is one.</summary>
    public bool HasOwnTerms { get; }

    /// <summary>Whether a term has sparse columns, of which a row of numbers cannot tell.</summary>
    public bool HasSparseTerms => _terms.Any(term => term is SparseTerm);

    /// <summary>What the cells of each feature count as.</summary>
    public IReadOnlyList<FeatureCells> Cells { get; }

    /// <summary>The terms: one for each feature in the same order, then those of several features.</summary>
    public IReadOnlyList<Term> Terms => _terms;

    /// <summary>d, the number of design columns, including those of the intercept and of reference levels.</summary>
    public int ColumnCount { get; }

    /// <summary>The number of dense columns after that of the intercept.</summary>
    public int DenseColumnCount { get; }

    /// <summary>p, the number of parameters of an equation.</summary>
    public int Count => _names.Length;

    /// <summary>The names of the coefficients.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The coefficients of an equation.</summary>
    public IReadOnlyList<CoefficientDescription> Descriptions { get; }

    /// <summary>The parameters of each term.</summary>
    public IReadOnlyList<ParameterGroup> Groups { get; }

    /// <summary>The parameters of missing cells of numeric features.</summary>
    public IReadOnlySet<int> Indicators { get; }

    /// <summary>The scale by which the column of each parameter is divided in training; 1 for the intercept and for levels.</summary>
    public ReadOnlySpan<double> Scales => _scales;

    /// <summary>The mean that is subtracted from the column of each parameter in training; 0 for the intercept and for levels.</summary>
    public ReadOnlySpan<double> Means => _means;

    /// <summary>The design column of each parameter.</summary>
    public ReadOnlySpan<int> ParameterColumns => _parameterColumns;

    /// <summary>The first design column of a term.</summary>
    /// <param name="term">The position of the term.</param>
    public int FirstColumn(int term) => _firstColumns[term];

    /// <summary>Whether a single term reads a feature, and reads no other.</summary>
    /// <param name="feature">The position of the feature.</param>
    public bool HasTermAlone(int feature) =>
        (!HasOwnTerms && _terms[feature] is not SparseTerm)
        || _terms.Where(term => term.Features.Contains(feature)).Take(2).ToArray() is [{ Features.Count: 1 } and not SparseTerm];

    /// <summary>Whether another term is a product with all factors of a term, so that the term is not to be tested without it.</summary>
    /// <param name="term">The position of the term.</param>
    public bool IsWithinAnother(int term) => HasOwnTerms && _terms.Where((_, other) => other != term).Any(
        other => _terms[term].FactorNames.ToHashSet().IsProperSubsetOf(other.FactorNames));

    /// <summary>The names of the features that terms with some coefficients read, in the order of the features.</summary>
    /// <param name="coefficients">The names of the coefficients.</param>
    public IReadOnlyList<string> ColumnsOf(IReadOnlyCollection<string> coefficients)
    {
        var read = _terms.Where(term => term.Parameters.Any(own => coefficients.Contains(own.Name))).SelectMany(
            term => term.Features).ToHashSet();
        return [.. Features.Where((_, place) => read.Contains(place)).Select(feature => feature.Name)];
    }

    /// <summary>Whether the number of a term is 0 in every training row, as that of levels that do not occur together.</summary>
    /// <param name="parameter">The position of its parameter.</param>
    public bool IsEmpty(int parameter) =>
        _means[parameter] == 0 && Descriptions[parameter] is { Term: not null, StandardDeviation: 0 };

    /// <summary>Whether a feature is a term by itself.</summary>
    /// <param name="feature">The position of the feature.</param>
    public bool HasTerm(int feature) => !HasOwnTerms || _terms.Any(
        term => term.Features is [int only] && only == feature
            && (term is SparseTerm || term.Parameters.All(own => own.Description.Term is null)));

    /// <summary>Whether another term reads a feature of a term.</summary>
    /// <param name="name">The name of the term.</param>
    public bool SharesFeatures(string name) => HasOwnTerms && _terms.First(term => term.Name == name) is Term own
        && _terms.Any(other => other != own && other.Features.Intersect(own.Features).Any());

    /// <summary>Whether a level that training did not see counts as one of the rare ones, since a term puts these together.</summary>
    /// <param name="feature">The name of the feature.</param>
    public bool TakesUnseenAsOther(string feature) => _terms.OfType<FactorTerm>().SelectMany(term => term.Factors).Any(
        factor => factor.Cells.Feature.Name == feature && factor.LevelSource is LumpedLevels { HasOther: true });

    /// <summary>Writes out equations as arithmetic.</summary>
    /// <param name="classes">The class of each equation.</param>
    /// <param name="equations">The equations.</param>
    /// <exception cref="LogRegException">A term reads vectors or texts.</exception>
    public ModelEquation Write(IReadOnlyList<string> classes, IReadOnlyList<LinearEquation> equations)
    {
        var builder = new EquationBuilder();
        EquationInput[] inputs = [.. Cells.OfType<NumericCells>().Select(cells => cells.Write(builder))];
        EquationTerm[] terms = [.. _terms.Select((term, place) => new EquationTerm(term.Name, [.. term.Write(builder).Zip(
            term.Parameters,
            (column, parameter) => new EquationColumn(
                parameter.Name, column.When, column.Number, [.. equations.Select(equation => equation.Weights[place][column.Place])]))]))];
        return new ModelEquation(classes, [.. equations.Select(equation => equation.Intercept)], inputs, builder.Steps, terms);
    }

    /// <summary>The a with coefficient = a·β: for the intercept 1 and −m_j/s_j, otherwise 1/s_j for its own parameter.</summary>
    /// <param name="coefficient">The position of the coefficient in its equation.</param>
    /// <returns>p values.</returns>
    public double[] FunctionalOf(int coefficient)
    {
        double[] functional = new double[Count];
        for (int parameter = 1; coefficient == 0 && parameter < Count; parameter++)
        {
            functional[parameter] = -_means[parameter] / _scales[parameter];
        }

        functional[coefficient] = 1 / _scales[coefficient];
        return functional;
    }

    /// <summary>The coefficients of an equation by name: the intercept, then term by term, without reference levels.</summary>
    /// <param name="equation">The equation.</param>
    /// <exception cref="LogRegException">Two coefficients have the same name.</exception>
    public OrderedDictionary<string, double> NamedWeights(LinearEquation equation)
    {
        var values = new OrderedDictionary<string, double> { [Coefficients.InterceptName] = equation.Intercept };
        for (int term = 0; term < _terms.Length; term++)
        {
            foreach (TermParameter parameter in _terms[term].Parameters)
            {
                if (!values.TryAdd(parameter.Name, equation.Weights[term][parameter.Place]))
                {
                    throw new LogRegException(
                        $"two coefficients would have the name "
                            + $"{MessageText.Quote(parameter.Name)}", "rename one of the columns, or leave it out");
                }
            }
        }

        return values;
    }

    /// <summary>The log-odds of a row, without an offset. Does not allocate.</summary>
    /// <param name="equation">The equation.</param>
    /// <param name="row">A cell for each feature, as a model takes it.</param>
    /// <exception cref="ArgumentException">A value is not the position of a level.</exception>
    public double LogOdds(LinearEquation equation, ReadOnlySpan<double> row)
    {
        double logOdds = equation.Intercept;
        for (int term = 0; term < _terms.Length; term++)
        {
            logOdds = _terms[term].AddLogOdds(logOdds, row, equation.Weights[term]);
        }

        return logOdds;
    }

    /// <summary>The log-odds of the rows of a chunk, without offsets, with the same bits as row by row.</summary>
    /// <param name="equation">The equation.</param>
    /// <param name="chunk">The columns of the features first, in their order, imputed.</param>
    /// <param name="logOdds">A value for each row.</param>
    public void LogOdds(LinearEquation equation, TableChunk chunk, Span<double> logOdds)
    {
        logOdds.Fill(equation.Intercept);
        for (int term = 0; term < _terms.Length; term++)
        {
            _terms[term].AddLogOdds(chunk.Columns, equation.Weights[term], logOdds);
        }
    }

    /// <summary>For each term how many rows of a chunk have levels that never met in training; without those that have none.</summary>
    /// <param name="chunk">The columns of the features first, in their order, imputed.</param>
    public IReadOnlyDictionary<string, long> CountUnseen(TableChunk chunk)
    {
        var counts = new OrderedDictionary<string, long>();
        foreach (Term term in HasOwnTerms ? _terms : [])
        {
            if (term.CountUnseen(chunk.Columns, chunk.RowCount) is long count and > 0)
            {
                counts.Add(term.Name, count);
            }
        }

        return counts;
    }

    /// <summary>Of a feature of vectors the number of entries of a chunk whose index training did not see; 0 for others.</summary>
    /// <param name="feature">The position of the feature.</param>
    /// <param name="chunk">The columns of the features first, in their order.</param>
    public long CountUnseenEntries(int feature, TableChunk chunk) => Features[feature] is VectorFeature
        ? _terms.OfType<SparseTerm>().FirstOrDefault(term => term.Features[0] == feature)?.CountUnseenEntries(chunk.Columns) ?? 0
        : 0;

    /// <summary>The standardised design matrix of the rows that take part.</summary>
    /// <param name="table">The data.</param>
    /// <param name="tableColumns">The position of the column of each feature in the table.</param>
    /// <param name="selection">The rows that take part.</param>
    /// <param name="copies">Where the design matrix is stored; <see langword="null"/> where the columns of the table may be overwritten in
    /// place, which needs no second copy.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    public DesignMatrix Encode(Table table, IReadOnlyList<int> tableColumns, RowSelection selection, ColumnStorage? copies, int threads)
    {
        double[] ones = new double[Math.Min(Table.ChunkRows, Math.Max(1, selection.Parts.Counts.DefaultIfEmpty().Max()))];
        Array.Fill(ones, 1);
        var encoding = new TableEncoding(
            selection,
            copies,
            copies ?? table.Storage,
            ones,
            DenseColumnCount,
            [.. Cells.Select(cells => cells.Recoding(table.Chunks[0].Columns[tableColumns[cells.Place]]))],
            [.. Cells.Select(cells => cells.CodedCells(table.Chunks[0].Columns[tableColumns[cells.Place]]))],
            AreShared());
        var chunks = new DesignChunk[table.Chunks.Count];
        Parallel.For(0, chunks.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, chunk =>
        {
            Column[] columns = [.. tableColumns.Select(place => table.Chunks[chunk].Columns[place])];
            var target = new ChunkEncoding(encoding, chunk, columns, isHere: table.Shares?.Holds(chunk) != false);
            for (int term = 0; term < _terms.Length; term++)
            {
                _terms[term].Encode(target, _firstColumns[term]);
            }

            chunks[chunk] = target.ToChunk();
        });
        return new DesignMatrix(chunks, ColumnCount, _parameterColumns, table.Shares);
    }

    // For each feature whether several terms read it.
    private bool[] AreShared()
    {
        int[] readers = new int[Cells.Count];
        foreach (int feature in _terms.SelectMany(term => term.Features))
        {
            readers[feature]++;
        }

        return Array.ConvertAll(readers, count => count > 1);
    }

    // Gives columns to the dense terms, or to the others.
    private int Place(int column, bool isDense)
    {
        for (int term = 0; term < _terms.Length; term++)
        {
            if (_terms[term].IsDense == isDense)
            {
                _firstColumns[term] = column;
                column += _terms[term].ColumnCount;
            }
        }

        return column;
    }

    private IEnumerable<ParameterGroup> CreateGroups()
    {
        int first = 1;
        foreach (Term term in _terms)
        {
            yield return new ParameterGroup(term.Name, [.. Enumerable.Range(first, term.Parameters.Count)]);
            first += term.Parameters.Count;
        }
    }
}
