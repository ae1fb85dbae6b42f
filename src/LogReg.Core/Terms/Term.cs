using LogReg.Data;
using LogReg.Design;
using LogReg.Equations;
using LogReg.Numerics;

namespace LogReg.Terms;

/// <summary>
/// A part of the log-odds: which features it reads, which design columns it makes of them, and what it adds to the log-odds of a row. What
/// single cells count as, <see cref="FeatureCells"/> decide.
/// </summary>
/// <param name="name">The name of the term.</param>
/// <param name="features">The positions of the features that the term reads.</param>
internal abstract class Term(string name, IReadOnlyList<int> features)
{
    /// <summary>The name of the term: that of its feature, or the term as a formula writes it.</summary>
    public string Name { get; } = name;

    /// <summary>The positions of the features that the term reads.</summary>
    public IReadOnlyList<int> Features { get; } = features;

    /// <summary>The factors of the term as a formula writes them.</summary>
    public virtual IReadOnlyList<string> FactorNames => [Name];

    /// <summary>Identifies the term, in whatever order its factors are written.</summary>
    public string Key => FormulaTerm.KeyOf(FactorNames);

    /// <summary>The coefficients, in the order of their columns; a reference level has none.</summary>
    public abstract IReadOnlyList<TermParameter> Parameters { get; }

    /// <summary>The reference level, whose weight is 0; <see langword="null"/> if there is none.</summary>
    public virtual TermParameter? Reference => null;

    /// <summary>The number of combinations of levels that have no coefficient, because no training row has them.</summary>
    public virtual long AbsentCount => 0;

    /// <summary>The names that their coefficients would have.</summary>
    public virtual IEnumerable<string> AbsentNames => [];

    /// <summary>The number of design columns, including those without a coefficient.</summary>
    public abstract int ColumnCount { get; }

    /// <summary>The number of weights in an equation of a model: one for each column that a cell can select, 0 for a reference
    /// level.</summary>
    public abstract int WeightCount { get; }

    /// <summary>Whether the columns are numbers; otherwise, they are the levels of one column of codes, or numbers by level.</summary>
    public abstract bool IsDense { get; }

    /// <summary>Of what the number of a coefficient is a linear function, as far as it depends on one of the features: of the feature
    /// itself, or of an expression such as <c>log(age)</c>; <see langword="null"/> if it is a curve.</summary>
    /// <param name="parameter">One of <see cref="Parameters"/>.</param>
    /// <param name="feature">One of <see cref="Features"/>.</param>
    public virtual string? LinearIn(TermParameter parameter, int feature) => Name;

    /// <summary>The levels that the term makes of a number; <see langword="null"/> if it reads the number itself.</summary>
    /// <param name="feature">One of <see cref="Features"/>.</param>
    public virtual LevelFactor? LevelsOf(int feature) => null;

    /// <summary>Whether the term says something of missing cells alone.</summary>
    public virtual bool IsOfMissing => false;

    /// <summary>Whether there were training rows with the combination of levels of a row, so that its coefficient is known.</summary>
    /// <param name="row">The cells of the features as a model takes them.</param>
    public virtual bool Covers(ReadOnlySpan<double> row) => true;

    /// <summary>The number of columns of numbers in a block: all of a dense term, and those that are by level of another.</summary>
    public virtual int NumberCount => IsDense ? ColumnCount : 0;

    /// <summary>Puts the standardised columns of a chunk of training rows into a design matrix.</summary>
    /// <param name="chunk">The chunk of the table and of the design matrix.</param>
    /// <param name="firstColumn">The first design column of the term.</param>
    public abstract void Encode(ChunkEncoding chunk, int firstColumn);

    /// <summary>Puts the standardised columns of a part of a chunk into a block.</summary>
    /// <param name="columns">The columns of the features, in their order.</param>
    /// <param name="start">The first row of the part.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="target">The columns of the term in the block.</param>
    public abstract void Fill(IReadOnlyList<Column> columns, int start, int count, TermBlockColumns target);

    /// <summary>Puts the standardised columns of a single row into a block.</summary>
    /// <param name="row">The cells of the features as a model takes them: NaN if one is missing, a level as its position.</param>
    /// <param name="target">The columns of the term in the block.</param>
    public abstract void Fill(ReadOnlySpan<double> row, TermBlockColumns target);

    /// <summary>The columns of a term that is not dense, as filled into a block.</summary>
    /// <param name="columns">The columns of the term in the block.</param>
    /// <param name="firstColumn">The first design column of the term.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="isAbsolute">Whether to take absolute values.</param>
    public virtual ColumnGroup GroupOf(TermBlockColumns columns, int firstColumn, int count, bool isAbsolute) =>
        new CategoricalGroup(firstColumn, ColumnCount, columns.Codes);

    /// <summary>Adds what the term contributes to the log-odds of a row. Does not allocate.</summary>
    /// <param name="logOdds">The sum of the terms before this one.</param>
    /// <param name="row">The cells of the features as a model takes them.</param>
    /// <param name="weights">The weights of the term.</param>
    /// <returns>The sum with this term.</returns>
    /// <exception cref="ArgumentException">The value is not the position of a level.</exception>
    public abstract double AddLogOdds(double logOdds, ReadOnlySpan<double> row, double[] weights);

    /// <summary>Adds what the term contributes to the log-odds of the rows of a chunk, with the same bits as row by row.</summary>
    /// <param name="columns">The columns of the features, in their order, imputed.</param>
    /// <param name="weights">The weights of the term.</param>
    /// <param name="logOdds">A sum for each row.</param>
    public abstract void AddLogOdds(IReadOnlyList<Column> columns, double[] weights, Span<double> logOdds);

    /// <summary>Counts the rows of a chunk whose levels never met in training, so that the term adds nothing to their log-odds.</summary>
    /// <param name="columns">The columns of the features, in their order, imputed.</param>
    /// <param name="count">The number of rows.</param>
    public virtual long CountUnseen(IReadOnlyList<Column> columns, int count) => 0;

    /// <summary>Adds the mean contribution to the log-odds over the training rows.</summary>
    /// <param name="logOdds">The sum of the terms before this one.</param>
    /// <param name="weights">The weights of the term.</param>
    /// <returns>The sum with this term.</returns>
    /// <exception cref="LogRegException">The model has no proportions of levels.</exception>
    public abstract double AddMean(double logOdds, double[] weights);

    /// <summary>The weights from which <see cref="FillContributions"/> computes contributions less the mean contribution.</summary>
    /// <param name="weights">The weights of the term.</param>
    /// <exception cref="LogRegException">The model has no proportions of levels.</exception>
    public virtual double[] Centre(double[] weights) => weights;

    /// <summary>Computes the contributions of rows to the log-odds, less the mean contribution over the training rows.</summary>
    /// <param name="columns">The columns of the features, in their order, imputed.</param>
    /// <param name="start">The first row.</param>
    /// <param name="centred">The result of <see cref="Centre"/>.</param>
    /// <param name="contributions">A value for each row.</param>
    public abstract void FillContributions(IReadOnlyList<Column> columns, int start, double[] centred, Span<double> contributions);

    /// <summary>Computes the standard deviation over the training rows of what the term contributes to the log-odds; of several classes,
    /// the root mean square of that over all pairs of classes.</summary>
    /// <param name="weights">The weights of the term.</param>
    /// <param name="isUnbounded">For each weight whether it has no finite estimate.</param>
    /// <returns>∞ if nothing finite can be compared; NaN if the model has no proportions of levels.</returns>
    public abstract double Deviation(TermWeights weights, bool[] isUnbounded);

    /// <summary>Finds the weight that this term has for a coefficient of the same term in another model; <see langword="null"/> if it has
    /// none.</summary>
    /// <param name="parameter">The coefficient.</param>
    /// <param name="weights">The weights of this term.</param>
    public virtual double? WeightOf(TermParameter parameter, double[] weights) =>
        Parameters.FirstOrDefault(own => own.Name == parameter.Name) is TermParameter known ? weights[known.Place] : null;

    /// <summary>Writes out the columns that have coefficients, in the order of <see cref="Parameters"/>.</summary>
    /// <param name="builder">Takes numbers that are used several times.</param>
    /// <exception cref="LogRegException">The term cannot be written out.</exception>
    public abstract IReadOnlyList<TermColumn> Write(EquationBuilder builder);

    /// <summary>Computes the weights on the original scale from the coefficients of the standardised columns, and subtracts the means'
    /// share from the intercept.</summary>
    /// <param name="columns">The coefficients of the columns of the term.</param>
    /// <param name="intercept">The intercept.</param>
    public double[] ToOriginalScale(ReadOnlySpan<DoubleDouble> columns, ref DoubleDouble intercept)
    {
        double[] weights = new double[WeightCount];
        foreach (TermParameter parameter in Parameters)
        {
            DoubleDouble weight = columns[parameter.Place] / parameter.Scale;
            weights[parameter.Place] = weight.ToDouble();
            intercept -= weight * parameter.Mean;
        }

        return weights;
    }
}
