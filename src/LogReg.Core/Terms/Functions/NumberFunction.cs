using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>A function of a number, with the constants that were fitted on the training rows. A row alone has the same values as among
/// others, because nothing depends on the other rows once the constants are known.</summary>
internal abstract record NumberFunction
{
    /// <summary>The largest number of knots or other constants of a function.</summary>
    public const int MostKnots = 100;

    /// <summary>How many values the function has for a number.</summary>
    public virtual int Width => 1;

    /// <summary>The position of the value that is a linear function of the number; −1 if there is none.</summary>
    public virtual int LinearPlace => -1;

    /// <summary>The function of a number as a formula writes it; the number itself if the function is linear.</summary>
    /// <param name="number">The number, as a formula writes it.</param>
    public virtual string TextOf(string number) => number;

    /// <summary>The name of a value, as part of the name of a coefficient.</summary>
    /// <param name="factor">The factor as a formula writes it, such as <c>poly(age, 2)</c>.</param>
    /// <param name="place">The position of the value.</param>
    public virtual string NameOf(string factor, int place) => factor;

    /// <summary>Computes the values for a number.</summary>
    /// <param name="number">A finite number.</param>
    /// <param name="values">Receives <see cref="Width"/> values.</param>
    public abstract void Evaluate(double number, Span<double> values);

    /// <summary>Whether the function has a finite value for every number that data can hold.</summary>
    public virtual bool IsTotal => true;

    /// <summary>Whether the function has a finite value for a number.</summary>
    /// <param name="number">A finite number.</param>
    public virtual bool IsDefinedAt(double number) => true;

    /// <summary>What must hold of a number so that the function has a finite value; <see langword="null"/> if it is total.</summary>
    /// <param name="number">The number.</param>
    public virtual Condition? RequirementOn(NumberExpression number) => null;

    /// <summary>Writes out the values, with the same operations in the same order as <see cref="Evaluate"/>.</summary>
    /// <param name="number">The number.</param>
    /// <param name="name">What the values are, for the names of steps.</param>
    /// <param name="builder">Takes steps.</param>
    /// <returns><see cref="Width"/> numbers.</returns>
    public abstract IReadOnlyList<NumberExpression> Write(NumberExpression number, string name, EquationBuilder builder);

    /// <summary>The numbers at which the function changes its form, ascending; usually none.</summary>
    public virtual IReadOnlyList<double> ChangePoints => [];

    /// <summary>The number for which the function has a value; <see langword="null"/> if there is none or more than one.</summary>
    /// <param name="value">The value.</param>
    public virtual double? Invert(double value) => null;
}
