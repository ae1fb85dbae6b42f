using LogReg.Data;
using LogReg.Numerics;

namespace LogReg.Terms;

/// <summary>
/// A part of the log-odds: which column of the data it reads, which design columns it makes of it, and what it adds to the log-odds of a
/// row. What a missing cell or a level that training
/// did not see counts as is decided here, for training, prediction, explanation and variance alike.
/// </summary>
/// <param name="feature">The feature that the term is made of.</param>
internal abstract class Term(Feature feature)
{
    /// <summary>The feature that the term is made of.</summary>
    public Feature Feature { get; } = feature;

    /// <summary>The coefficients, in the order of their columns; a reference level has none.</summary>
    public abstract IReadOnlyList<TermParameter> Parameters { get; }

    /// <summary>The number of design columns, including those without a coefficient.</summary>
    public abstract int ColumnCount { get; }

    /// <summary>The number of weights in an equation of a model: one for each column that a cell can select, 0 for a reference
    /// level.</summary>
    public abstract int WeightCount { get; }

    /// <summary>Whether the columns are numbers; otherwise, they are the levels of one column of codes.</summary>
    public abstract bool IsDense { get; }

    /// <summary>The column to read for the term.</summary>
    public abstract ColumnRequest Request { get; }

    /// <summary>From the codes of a column of a table to those of the term; empty for numbers.</summary>
    /// <param name="cells">A chunk of the column.</param>
    public virtual int[] Recoding(Column cells) => [];

    /// <summary>Puts the standardised columns of a chunk of training rows into a design matrix.</summary>
    /// <param name="cells">The chunk of the column of the table.</param>
    /// <param name="firstColumn">The first design column of the term.</param>
    /// <param name="recoding">The result of <see cref="Recoding"/>.</param>
    /// <param name="target">The chunk of the design matrix.</param>
    public abstract void Encode(Column cells, int firstColumn, int[] recoding, ChunkEncoding target);

    /// <summary>Puts the standardised columns of a part of a chunk into a block.</summary>
    /// <param name="cells">The chunk of the column.</param>
    /// <param name="start">The first row of the part.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="target">The columns of the term in the block.</param>
    public abstract void Fill(Column cells, int start, int count, TermBlockColumns target);

    /// <summary>Puts the standardised columns of a single row into a block.</summary>
    /// <param name="value">The cell as a model takes it: NaN if it is missing, a level as its position.</param>
    /// <param name="target">The columns of the term in the block.</param>
    public abstract void Fill(double value, TermBlockColumns target);

    /// <summary>Counts the missing cells of a chunk, and replaces those that have no coefficient of their own.</summary>
    /// <param name="cells">The chunk of the column, which is changed.</param>
    public abstract long Impute(Column cells);

    /// <summary>Adds what the term contributes to the log-odds of a row. Does not allocate.</summary>
    /// <param name="logOdds">The sum of the terms before this one.</param>
    /// <param name="value">The cell as a model takes it.</param>
    /// <param name="weights">The weights of the term.</param>
    /// <returns>The sum with this term.</returns>
    /// <exception cref="ArgumentException">The value is not the position of a level.</exception>
    public abstract double AddLogOdds(double logOdds, double value, double[] weights);

    /// <summary>Adds what the term contributes to the log-odds of the rows of a chunk, with the same bits as row by row.</summary>
    /// <param name="cells">The chunk of the column, imputed.</param>
    /// <param name="weights">The weights of the term.</param>
    /// <param name="logOdds">A sum for each row.</param>
    public abstract void AddLogOdds(Column cells, double[] weights, Span<double> logOdds);

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
    /// <param name="cells">The chunk of the column, imputed.</param>
    /// <param name="start">The first row.</param>
    /// <param name="centred">The result of <see cref="Centre"/>.</param>
    /// <param name="contributions">A value for each row.</param>
    public abstract void FillContributions(Column cells, int start, double[] centred, Span<double> contributions);

    /// <summary>A value of a row given by names as a cell that a model takes.</summary>
    /// <param name="value">A number, a truth value, a text, or <see langword="null"/>.</param>
    /// <param name="isMissing">Whether a text stands for a missing cell.</param>
    /// <returns>A number, or the position of a level, or <see cref="CategoricalFeature.UnseenLevel"/>; NaN if the value is
    /// missing.</returns>
    /// <exception cref="ArgumentException">The value is not a finite number.</exception>
    public abstract double ToValue(object? value, Func<string, bool> isMissing);

    /// <summary>How a cell compares with those of the training rows.</summary>
    /// <param name="value">The cell as a model takes it.</param>
    public abstract CellState StateOf(double value);

    /// <summary>How the cells of a chunk compare with those of the training rows.</summary>
    /// <param name="cells">The chunk of the column, before it is imputed.</param>
    /// <param name="states">A state for each row.</param>
    public abstract void FillStates(Column cells, Span<CellState> states);

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
