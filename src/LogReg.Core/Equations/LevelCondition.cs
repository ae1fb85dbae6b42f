namespace LogReg.Equations;

/// <summary>The cell of a categorical column is one of several levels. It may be written differently, as the model takes it: without
/// blanks around it, a truth value in any case (<c>TRUE</c>, <c>true</c>), a number in another form (<c>1.0</c> for <c>1</c>).</summary>
/// <param name="Column">The name of the column.</param>
/// <param name="Levels">The levels; <c>(missing)</c> stands for a missing cell.</param>
public sealed record LevelCondition(string Column, IReadOnlyList<string> Levels) : Condition;
